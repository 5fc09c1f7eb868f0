import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { Sheet } from './sheet.tsx';
import type { DeclinedPage } from './views.ts';

/** A No by nobody we know. Nothing was written, so there is nothing to keep. */
export function Declined({ page, t }: { page: DeclinedPage; t: Translate }) {
  return (
    <Frame t={t} page={page} title={t('declined.title')} indexed={false}>
      <Sheet t={t} paper="plain" firm={page.firm} form={null}>
        <h1>{t('declined.title')}</h1>
        <p className="lead">{t('declined.text')}</p>
        <p className="whole">
          <a href={page.questionUrl}>{t('declined.back')}</a>
        </p>
      </Sheet>
    </Frame>
  );
}
