import { formatInstant, groupFingerprint } from '#lib/i18n/format.ts';
import { locales } from '#lib/i18n/locale.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { Facts } from './facts.tsx';
import { Frame } from './frame.tsx';
import { GermanOnly } from './german-only.tsx';
import { Sections } from './sections.tsx';
import { Sheet } from './sheet.tsx';
import type { TextPage } from './views.ts';
import { Words } from './words.tsx';

/** Everything in one place and nothing folded (WP260), as it was published: permanent and printable. */
export function Text({ page, t }: { page: TextPage; t: Translate }) {
  const { notice } = page;
  return (
    <Frame t={t} page={page} title={`${t('text.kind')}: ${notice.title}`} indexed>
      <Sheet
        t={t}
        paper="white"
        firm={page.firm}
        form={{ name: t('page.version'), number: String(page.versionNumber) }}
      >
        <p className="kind">{t('text.kind')}</p>
        <h1>
          <Words text={notice.title} untranslated={notice.untranslated} />
        </h1>
        <p className="lead">
          <Words text={notice.lead} untranslated={notice.untranslated} />
        </p>
        <GermanOnly texts={[notice.title, notice.lead]} notice={notice} t={t} />
        <h2 className="unseen">{t('question.facts')}</h2>
        <Facts notice={notice} />
        <section className="layer">
          <h2>{t('text.items')}</h2>
          <p>{notice.choice.legend}</p>
          <p>{notice.choice.hint}</p>
          <ol className="asked-items">
            {notice.items.map((item) => (
              <li key={item.key}>
                <b>
                  <Words text={item.title} untranslated={notice.untranslated} />
                </b>
                <span>
                  <Words text={item.text} untranslated={notice.untranslated} />
                </span>
              </li>
            ))}
          </ol>
          <GermanOnly texts={notice.items.flatMap((item) => [item.title, item.text])} notice={notice} t={t} />
          <p>{notice.age}</p>
          <p>{notice.withdrawal}</p>
          <p>
            {t('text.buttons')}: <b>{notice.buttons.grant}</b> · <b>{notice.buttons.refuse}</b>
          </p>
        </section>
        <Sections notice={notice} folded={false} t={t} />
        <div className="record">
          <dl>
            <dt>{t('page.version')}</dt>
            <dd>{page.versionNumber}</dd>
            <dt>{t('text.published')}</dt>
            <dd>{formatInstant(page.publishedAt, page.timeZone, page.locale)}</dd>
            <dt>{t('text.language')}</dt>
            <dd>{locales[page.locale].name}</dd>
            <dt>{t('text.fingerprint')}</dt>
            <dd className="fingerprint" dir="ltr">
              {groupFingerprint(page.fingerprint)}
            </dd>
          </dl>
        </div>
        <p className="hint">{t('text.fingerprint_hint')}</p>
        <p className="hint how">{t('text.print')}</p>
      </Sheet>
    </Frame>
  );
}
