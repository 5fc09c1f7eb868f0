import type { Notice } from '#lib/domain/template/notice.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { GermanOnly } from './german-only.tsx';
import { Recipients } from './recipients.tsx';
import { Words } from './words.tsx';

type Section = Notice['sections'][number];

/** The second layer: folded under the question, open on the text page and in the privacy notice. */
export function Sections({ notice, folded, t }: { notice: Notice; folded: boolean; t: Translate }) {
  return notice.sections.map((section) =>
    folded ? (
      <details key={section.key}>
        <summary>{section.title}</summary>
        <Content section={section} notice={notice} t={t} />
      </details>
    ) : (
      <section key={section.key} className="layer">
        <h2>{section.title}</h2>
        <Content section={section} notice={notice} t={t} />
      </section>
    ),
  );
}

function Content({ section, notice, t }: { section: Section; notice: Notice; t: Translate }) {
  const { untranslated } = notice;
  const texts = [...section.paragraphs, ...section.recipients.map((recipient) => recipient.role)];
  return (
    <>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Words text={paragraph} untranslated={untranslated} />
        </p>
      ))}
      <Recipients recipients={section.recipients} untranslated={untranslated} />
      <GermanOnly texts={texts} notice={notice} t={t} />
    </>
  );
}
