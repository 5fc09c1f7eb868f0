import type { Translate } from '#lib/i18n/translate.ts';
import { ChoiceButtons } from './choice-buttons.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { Facts } from './facts.tsx';
import { Fields } from './fields.tsx';
import { Frame } from './frame.tsx';
import { GermanOnly } from './german-only.tsx';
import { Items } from './items.tsx';
import { Sections } from './sections.tsx';
import { Sheet } from './sheet.tsx';
import type { QuestionPage } from './views.ts';
import { Words } from './words.tsx';

/** Who asks, what for, who gets data, how long, and back again; then the boxes; then two equal buttons. */
export function Question({ page, t }: { page: QuestionPage; t: Translate }) {
  const { notice } = page;
  const faulty = page.errors.length > 0;
  return (
    <Frame
      t={t}
      page={page}
      title={faulty ? t('page.error_title', { title: notice.title }) : notice.title}
      indexed={page.contact.kind === 'typed'}
    >
      <Sheet
        t={t}
        paper="white"
        firm={page.firm}
        form={{ name: t('page.version'), number: String(page.versionNumber) }}
      >
        <ErrorSummary page={page} t={t} />
        <h1>
          <Words text={notice.title} untranslated={notice.untranslated} />
        </h1>
        {page.contact.kind === 'known' ? (
          <Asked shown={page.contact.shown} notMineUrl={page.notMineUrl} t={t} />
        ) : null}
        <p className="lead">
          <Words text={notice.lead} untranslated={notice.untranslated} />
        </p>
        <GermanOnly texts={[notice.title, notice.lead]} notice={notice} t={t} />
        <h2 className="unseen">{t('question.facts')}</h2>
        <Facts notice={notice} />
        <form method="post" action={page.action} noValidate>
          {/* Enter in a field presses a form's first button. A yes is pressed on purpose: this one does nothing. */}
          <button type="submit" disabled hidden />
          <input type="hidden" name="snapshot" value={page.snapshot} />
          <Items page={page} t={t} />
          <Fields page={page} t={t} />
          <p className="terms">{notice.age}</p>
          <p className="terms">{notice.withdrawal}</p>
          <ChoiceButtons grant={notice.buttons.grant} refuse={notice.buttons.refuse} />
        </form>
        <section className="layer">
          <h2>{t('question.more')}</h2>
          <Sections notice={notice} folded t={t} />
          <p className="whole">
            <a href={page.versionUrl}>{t('question.whole_text')}</a>
          </p>
        </section>
      </Sheet>
    </Frame>
  );
}

function Asked({ shown, notMineUrl, t }: { shown: string; notMineUrl: string | null; t: Translate }) {
  return (
    <p className="asked">
      <span>
        {t('question.asked')} <b dir="ltr">{shown}</b>
      </span>
      {notMineUrl ? <a href={notMineUrl}>{t('question.not_mine')}</a> : null}
    </p>
  );
}
