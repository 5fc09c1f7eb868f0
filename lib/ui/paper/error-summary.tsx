import type { ReactNode } from 'react';
import type { Translate } from '#lib/i18n/translate.ts';
import { errorText, targetId } from './errors.ts';
import type { QuestionPage } from './views.ts';
import { Words } from './words.tsx';

/**
 * What went wrong, first on the page and focused by `autofocus`, without any script; each fault links to its
 * field in the same words (GOV.UK pattern).
 */
export function ErrorSummary({ page, t }: { page: QuestionPage; t: Translate }) {
  if (page.errors.length > 0) {
    return (
      <Summary title={t('error.title')} kind="faulty">
        <ul>
          {page.errors.map((error) => {
            const target = targetId(error.field, page.notice);
            const text = <Words text={errorText(error, page.notice, t)} />;
            return <li key={error.field}>{target ? <a href={`#${target}`}>{text}</a> : text}</li>;
          })}
        </ul>
        {page.errors.some((error) => error.field === 'form') ? null : <p>{t('error.kept')}</p>}
      </Summary>
    );
  }
  if (!page.changed) return null;
  return (
    <Summary title={t('error.changed.title')} kind="changed">
      <p>{t('error.changed.text')}</p>
    </Summary>
  );
}

function Summary(props: { title: string; kind: 'faulty' | 'changed'; children: ReactNode }) {
  return (
    <section className={`summary ${props.kind}`} aria-labelledby="summary-title" tabIndex={-1} autoFocus>
      <h2 id="summary-title">{props.title}</h2>
      {props.children}
    </section>
  );
}
