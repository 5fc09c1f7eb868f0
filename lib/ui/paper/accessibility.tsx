import type { Translate } from '#lib/i18n/translate.ts';
import { FirmContact } from './firm-contact.tsx';
import { Frame } from './frame.tsx';
import { Layer } from './layer.tsx';
import { Sheet } from './sheet.tsx';
import type { InfoPage } from './views.ts';

const works = ['script', 'keyboard', 'size', 'colour', 'target', 'time'] as const;

/** The accessibility statement (§ 14 BFSG; R111): what works, what was tested and what was not, and whom to tell. */
export function Accessibility({ page, t }: { page: InfoPage; t: Translate }) {
  const { firm } = page;
  return (
    <Frame t={t} page={page} title={t('accessibility.title')} indexed={firm === null}>
      <Sheet t={t} paper="plain" firm={firm} form={null}>
        <h1>{t('accessibility.title')}</h1>
        <p className="lead">{t('accessibility.lead')}</p>
        <Layer title={t('accessibility.scope.title')}>
          <p>{t('accessibility.scope.text')}</p>
        </Layer>
        <Layer title={t('accessibility.works.title')}>
          <ul className="points">
            {works.map((point) => (
              <li key={point}>{t(`accessibility.works.${point}`)}</li>
            ))}
          </ul>
        </Layer>
        <Layer title={t('accessibility.tested.title')}>
          <p>{t('accessibility.tested.text')}</p>
        </Layer>
        <Layer title={t('accessibility.open.title')}>
          <p>{t('accessibility.open.text')}</p>
          <p>{t('accessibility.open.own')}</p>
        </Layer>
        <Layer title={t('accessibility.feedback.title')}>
          <p>{t('accessibility.feedback.text')}</p>
          {firm ? (
            <>
              <p>{t('accessibility.feedback.firm', { firm: firm.legalName })}</p>
              <FirmContact firm={firm} />
            </>
          ) : (
            <p>{t('accessibility.feedback.firm_unknown')}</p>
          )}
          <p>{t('accessibility.feedback.authority')}</p>
        </Layer>
        <p className="hint">{t('accessibility.as_of')}</p>
      </Sheet>
    </Frame>
  );
}
