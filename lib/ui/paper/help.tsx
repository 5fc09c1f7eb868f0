import type { Translate } from '#lib/i18n/translate.ts';
import { FirmContact } from './firm-contact.tsx';
import { Frame } from './frame.tsx';
import { Layer } from './layer.tsx';
import { Sheet } from './sheet.tsx';
import type { InfoPage } from './views.ts';

const questions = ['decide', 'answer', 'copy', 'withdraw', 'unasked', 'data'] as const;

/** What a customer may want to know of a page of ours; the firm's number comes first, where the firm is known. */
export function Help({ page, t }: { page: InfoPage; t: Translate }) {
  const { firm, withdrawHintUrl } = page;
  return (
    <Frame t={t} page={page} title={t('help.title')} indexed={firm === null}>
      <Sheet t={t} paper="plain" firm={firm} form={null}>
        <h1>{t('help.title')}</h1>
        <p className="lead">{t('help.lead')}</p>
        {firm ? (
          <Layer title={t('help.firm', { firm: firm.legalName })}>
            <FirmContact firm={firm} />
          </Layer>
        ) : (
          <p>{t('help.firm_unknown')}</p>
        )}
        {questions.map((question) => (
          <Layer key={question} title={t(`help.${question}.title`)}>
            <p>{t(`help.${question}.text`)}</p>
            {question === 'withdraw' ? <WithoutLink url={withdrawHintUrl} t={t} /> : null}
          </Layer>
        ))}
      </Sheet>
    </Frame>
  );
}

function WithoutLink({ url, t }: { url: string | null; t: Translate }) {
  return (
    <>
      <p>{t('help.withdraw.no_link')}</p>
      {url ? (
        <p className="whole">
          <a href={url}>{t('help.withdraw.page')}</a>
        </p>
      ) : null}
    </>
  );
}
