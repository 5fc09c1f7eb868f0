import { Answers } from './answers.tsx';
import { Pages } from './pages.tsx';
import { Rail } from './rail.tsx';
import type { OverviewView } from './views.ts';

/** The console's first page. */
export function Overview({ view }: { view: OverviewView }) {
  return (
    <div className="shell">
      <Rail view={view} />
      <main>
        <h1>{view.firm.legalName}</h1>
        {view.firm.state === 'suspended' ? (
          <p className="banner">
            Die Firma ist gesperrt. Jede Prüfung sagt Nein, und die Seiten fragen nichts.
          </p>
        ) : null}
        <Pages pages={view.pages} />
        <Answers answers={view.answers} pages={view.pages} />
      </main>
    </div>
  );
}

/** Signed in, but a member of no firm (any more). */
export function NoFirm() {
  return (
    <div className="shell">
      <Rail view={null} />
      <main>
        <h1>Sie gehören zu keiner Firma.</h1>
        <p>Wer bei einer Firma mitarbeiten soll, wird vom Inhaber aufgenommen. Bitte fragen Sie dort.</p>
      </main>
    </div>
  );
}
