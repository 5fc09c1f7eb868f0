import { SignWord } from './sign-word.tsx';
import { pageStates } from './words.ts';
import type { PageCard } from './views.ts';

/** The firm's pages with the addresses that go to customers, written out: they are read aloud and copied by hand. */
export function Pages({ pages }: { pages: readonly PageCard[] }) {
  return (
    <section aria-labelledby="seiten">
      <h2 id="seiten">Ihre Seiten</h2>
      {pages.length === 0 ? (
        <p className="empty">Noch ist keine Seite veröffentlicht.</p>
      ) : (
        <ul className="cards">
          {pages.map((page) => (
            <li key={page.slug} className="card">
              <h3>{page.slug}</h3>
              <p className="states">
                <SignWord {...pageStates[page.state]} />
                <span>
                  {page.versionNumber === null ? 'ohne Text' : `Fassung ${String(page.versionNumber)}`}
                </span>
              </p>
              {page.state === 'draft' ? null : <a href={page.url}>{page.url}</a>}
              {page.shortUrl === null ? null : (
                <p>
                  Kurz, für Plakat und Brief: <a href={page.shortUrl}>{page.shortUrl}</a>
                </p>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
