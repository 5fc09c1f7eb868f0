import { addresses } from './addresses.ts';
import type { Slip } from './slip.tsx';

const lines = [
  {
    question: 'Für wen?',
    answer: 'Für kleine Firmen: Handwerk, Makler, Beratung, Hausverwaltung, Läden.',
  },
  {
    question: 'Fragen',
    answer:
      'Die Firma schickt einen Link. Die Seite sagt, wer schreiben will, wozu und wer mitliest. Ja und Nein sind gleich leicht.',
  },
  {
    question: 'Aufheben',
    answer:
      'Jede Antwort bleibt stehen, mit Text und Uhrzeit. Der Kunde bekommt einen Durchschlag und kann dort widerrufen.',
  },
  {
    question: 'Prüfen',
    answer: 'Vor jeder Nachricht fragt Ihr Programm: Darf ich? Die Antwort ist Ja oder Nein, mit Grund.',
  },
];

/** `/`: what this is, and the ways on. `demoUrl` is `null` where there is no demo firm. */
export function homeSlip({ demoUrl }: { demoUrl: string | null }): Slip {
  return {
    title: 'Jawort',
    paper: 'white',
    indexed: true,
    body: (
      <>
        <h1>Darf ich Ihnen schreiben?</h1>
        <p className="lead">
          Mit Jawort fragt eine Firma ihre Kunden, bevor sie über WhatsApp oder einen anderen Kanal schreibt.
        </p>
        <dl className="facts">
          {lines.map(({ question, answer }) => (
            <div key={question}>
              <dt>{question}</dt>
              <dd>{answer}</dd>
            </div>
          ))}
        </dl>
        <div className="buttons">
          {demoUrl === null ? null : (
            <a className="button" href={demoUrl}>
              Beispiel ansehen
            </a>
          )}
          <a className="button" href={addresses.console}>
            Zur Konsole
          </a>
        </div>
        <p className="help">
          Sie programmieren? Die Schnittstelle beschreibt <a href={addresses.openApi}>{addresses.openApi}</a>.
        </p>
      </>
    ),
  };
}
