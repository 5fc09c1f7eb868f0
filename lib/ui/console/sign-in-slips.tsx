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

/**
 * Used, expired, cut off, never issued, or of another browser: one answer, so that nobody learns which links are good.
 */
export function linkOverSlip(from: LinksFrom): Slip {
  return {
    title: 'Dieser Link gilt hier nicht',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Dieser Link gilt hier nicht oder nicht mehr.</h1>
        <p className="lead">Link und Code gelten 10&nbsp;Minuten und für eine Anmeldung.</p>
        <p>
          Kam der Link mit einer E-Mail? Dann gilt er nur in dem Browser, in dem Sie ihn angefordert haben.
          Sie können dort auch den Code aus der Mail eingeben.
        </p>
        <p>
          <a className="button" href={addresses.signIn}>
            Neu anmelden
          </a>
        </p>
        <NewLink from={from} />
      </>
    ),
  };
}

/** Asks for the address. `fault`: what was typed and could not be read. */
export function signInSlip(from: LinksFrom, fault: { typed: string } | null): Slip {
  return {
    title: 'Anmelden',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Sie sind nicht angemeldet.</h1>
        <p className="lead">Geben Sie Ihre E-Mail-Adresse ein. Wir schicken Ihnen einen Code.</p>
        <form method="post" action={addresses.signIn} noValidate>
          <div className="field">
            <label htmlFor="email">Ihre E-Mail</label>
            {fault ? <Fault of="email" text="Diese Adresse ist nicht vollständig." /> : null}
            <input
              type="email"
              id="email"
              name="email"
              defaultValue={fault?.typed.slice(0, 300) ?? ''}
              autoComplete="email"
              dir="ltr"
              spellCheck={false}
              aria-describedby={fault ? 'email-fault' : undefined}
              aria-invalid={fault ? true : undefined}
            />
          </div>
          <div className="buttons">
            <button className="button" type="submit">
              Code schicken
            </button>
          </div>
        </form>
        <NewLink from={from} />
      </>
    ),
  };
}

/** Where the code is typed. It says the same whether a mail was sent or not. `mailboxHere`: where to look on this machine. */
export function codeSlip(wrong: { triesLeft: number } | null, mailboxHere: boolean): Slip {
  return {
    title: 'Code eingeben',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Geben Sie den Code ein.</h1>
        <p className="lead">
          Gibt es hier ein Konto mit Ihrer Adresse, kommt gleich eine Mail mit sechs Ziffern. Sie gelten
          10&nbsp;Minuten, nur in diesem Browser.
        </p>
        <form method="post" action={addresses.enterCode} noValidate>
          <div className="field">
            <label htmlFor="code">Code</label>
            {wrong ? <Fault of="code" text={wrongCode(wrong.triesLeft)} /> : null}
            <input
              type="text"
              id="code"
              name="code"
              inputMode="numeric"
              autoComplete="one-time-code"
              dir="ltr"
              spellCheck={false}
              aria-describedby={wrong ? 'code-fault' : undefined}
              aria-invalid={wrong ? true : undefined}
            />
          </div>
          <div className="buttons">
            <button className="button" type="submit">
              Anmelden
            </button>
          </div>
        </form>
        {mailboxHere ? (
          <p className="hint help">
            Auf diesem Rechner liegen die Mails im <a href={addresses.mailbox}>Postfach</a>.
          </p>
        ) : null}
        <p>
          <a href={addresses.signIn}>Andere Adresse oder neuer Code</a>
        </p>
      </>
    ),
  };
}

function wrongCode(triesLeft: number): string {
  const times = triesLeft === 1 ? 'noch einmal' : `noch ${String(triesLeft)}-mal`;
  return `Dieser Code stimmt nicht. Sie können es ${times} versuchen.`;
}

/** Enough mails for now. The same for every address. */
export function waitSlip(minutes: number): Slip {
  return {
    title: 'Bitte warten',
    paper: 'plain',
    indexed: false,
    body: (
      <>
        <h1>Bitte warten Sie etwas.</h1>
        <p className="lead">
          Es wurden viele Codes angefordert. In{' '}
          {minutes === 1 ? 'einer Minute' : `${String(minutes)} Minuten`} geht es wieder. Der letzte Code gilt
          weiter, bis seine 10&nbsp;Minuten um sind.
        </p>
        <p>
          <a className="button" href={addresses.enterCode}>
            Code eingeben
          </a>
        </p>
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
    <section className="keep">
      <h2>Ohne E-Mail</h2>
      {from === 'start' ? (
        <p>
          Starten Sie Jawort neu: <b>npm start</b>. Am Ende steht dort ein Link. Öffnen Sie ihn in diesem
          Browser.
        </p>
      ) : (
        <p>Fragen Sie die Person, die Jawort bei Ihnen betreibt. Sie kann Ihnen einen Link geben.</p>
      )}
    </section>
  );
}

function Fault({ of, text }: { of: string; text: string }) {
  return (
    <p className="fault" id={`${of}-fault`}>
      <span className="unseen">Fehler: </span>
      {text}
    </p>
  );
}
