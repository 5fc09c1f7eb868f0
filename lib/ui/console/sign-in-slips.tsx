import { addresses } from './addresses.ts';
import type { Slip } from './slip.tsx';

/*
 * The way into the console, without a script. The pages say nothing about whose link it is or whether it is any good:
 * that is found out by the POST alone.
 */

/** Where links come from: the start command prints one, or whoever runs the server hands them out. */
export type LinksFrom = 'start' | 'operator';

/** Behind the link: a button. Whatever opens links by itself (scanners, previews) presses none. */
export function enterSlip(): Slip {
  return {
    title: 'Anmelden',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Anmelden bei Jawort</h1>
        <p className="lead">
          Der Link gilt 10&nbsp;Minuten und für eine Anmeldung. Danach bleiben Sie 12&nbsp;Stunden angemeldet.
        </p>
        <form method="post">
          <button className="button" type="submit">
            Anmelden
          </button>
        </form>
        <p className="hint help">
          Wir setzen dabei ein Cookie. Es hält die Anmeldung und dient zu nichts anderem.
        </p>
      </>
    ),
  };
}

/** Used, expired, cut off or never issued: one answer. */
export function linkOverSlip(from: LinksFrom): Slip {
  return {
    title: 'Dieser Link gilt nicht mehr',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Dieser Link gilt nicht mehr.</h1>
        <p className="lead">Ein Link gilt 10&nbsp;Minuten und für eine Anmeldung.</p>
        <NewLink from={from} />
      </>
    ),
  };
}

export function signInSlip(from: LinksFrom): Slip {
  return {
    title: 'Anmelden',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Sie sind nicht angemeldet.</h1>
        <p className="lead">
          Zur Konsole kommen Sie mit einem Link. Er gilt 10&nbsp;Minuten und für eine Anmeldung.
        </p>
        <NewLink from={from} />
      </>
    ),
  };
}

/** A form that was not sent from a page of ours. */
export function foreignFormSlip(): Slip {
  return {
    title: 'Das kam nicht von unserer Seite',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Das kam nicht von unserer Seite.</h1>
        <p className="lead">Es ist nichts geschehen. Öffnen Sie die Konsole bitte in einem neuen Fenster.</p>
        <p>
          <a className="button" href={addresses.console}>
            Konsole öffnen
          </a>
        </p>
      </>
    ),
  };
}

function NewLink({ from }: { from: LinksFrom }) {
  return (
    <>
      <h2>So bekommen Sie einen neuen Link</h2>
      {from === 'start' ? (
        <p>
          Starten Sie Jawort neu: <b>npm start</b>. Am Ende steht dort ein neuer Link. Öffnen Sie ihn in
          diesem Browser.
        </p>
      ) : (
        <p>Fragen Sie die Person, die Jawort bei Ihnen betreibt. Von ihr kommt der Link.</p>
      )}
    </>
  );
}
