import { Mark } from '#lib/ui/paper/mark.tsx';
import { addresses } from './addresses.ts';
import { roles } from './words.ts';
import type { OverviewView } from './views.ts';

/** The stub of the pad: whose it is, where to go, the way out. On a phone it is the top of the page. */
export function Rail({ view }: { view: Pick<OverviewView, 'firm' | 'role' | 'others'> | null }) {
  return (
    <header className="rail">
      <p className="brand">
        <Mark />
        Jawort
      </p>
      {view === null ? null : (
        <>
          <nav aria-label="Auf dieser Seite">
            <a href="#seiten">Seiten</a>
            <a href="#antworten">Antworten</a>
          </nav>
          <p className="firm">
            <b>{view.firm.legalName}</b>
            <span>
              {roles[view.role]} · {view.firm.town}
            </span>
          </p>
        </>
      )}
      {view === null || view.others.length === 0 ? null : (
        <nav aria-label="Andere Firmen" className="others">
          {view.others.map(({ legalName, url }) => (
            <a key={url} href={url}>
              {legalName}
            </a>
          ))}
        </nav>
      )}
      <form method="post" action={addresses.signOut}>
        <button className="quiet" type="submit">
          Abmelden
        </button>
      </form>
    </header>
  );
}
