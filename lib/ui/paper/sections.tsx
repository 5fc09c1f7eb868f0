import type { Notice } from '#lib/domain/template/notice.ts';
import { Recipients } from './recipients.tsx';
import { Words } from './words.tsx';

type Section = Notice['sections'][number];

/** The second layer: folded under the question, open on the text page and in the privacy notice. */
export function Sections({ sections, folded }: { sections: readonly Section[]; folded: boolean }) {
  return sections.map((section) =>
    folded ? (
      <details key={section.key}>
        <summary>{section.title}</summary>
        <Content section={section} />
      </details>
    ) : (
      <section key={section.key} className="layer">
        <h2>{section.title}</h2>
        <Content section={section} />
      </section>
    ),
  );
}

function Content({ section }: { section: Section }) {
  return (
    <>
      {section.paragraphs.map((paragraph) => (
        <p key={paragraph}>
          <Words text={paragraph} />
        </p>
      ))}
      <Recipients recipients={section.recipients} />
    </>
  );
}
