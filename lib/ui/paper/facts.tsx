import type { Notice } from '#lib/domain/template/notice.ts';
import { Words } from './words.tsx';

/** The first layer (WP260) as the numbered lines of a form. */
export function Facts({ notice }: { notice: Notice }) {
  return (
    <dl className="facts">
      {notice.facts.map((fact) => (
        <div key={fact.key}>
          <dt>{fact.question}</dt>
          <dd>
            <Words text={fact.answer} untranslated={notice.untranslated} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
