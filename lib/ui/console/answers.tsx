import { formatDate, formatInstant } from '#lib/i18n/format.ts';
import { SignWord } from './sign-word.tsx';
import type { AnswerItem, AnswerSlip, PageCard } from './views.ts';
import { holds, known } from './words.ts';

const timeZone = 'Europe/Berlin';

/** The last answers, newest first: who (masked), what was ticked, and what a check would say of it now. */
export function Answers({
  answers,
  pages,
}: {
  answers: readonly AnswerSlip[] | null;
  pages: readonly PageCard[];
}) {
  return (
    <section aria-labelledby="antworten">
      <h2 id="antworten">Letzte Antworten</h2>
      {answers === null ? (
        <p className="empty">Wer geantwortet hat, sehen Inhaber, Büro und Baustelle.</p>
      ) : answers.length === 0 ? (
        <NoAnswers pages={pages} />
      ) : (
        <ol className="slips">
          {answers.map((answer) => (
            <li key={answer.formNumber}>
              <Answer answer={answer} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

function Answer({ answer }: { answer: AnswerSlip }) {
  const title = `antwort-${answer.formNumber}`;
  return (
    <article className={`slip ${paperOf(answer)}`} aria-labelledby={title}>
      <div className="who">
        <h3 id={title}>
          {answer.people.map((person) => (
            <span key={person}>{person}</span>
          ))}
        </h3>
        <dl>
          <div>
            <dt>Wann</dt>
            <dd>
              <time dateTime={answer.at}>{formatInstant(answer.at, timeZone, 'de')}</time>
            </dd>
          </div>
          <div>
            <dt>Seite</dt>
            <dd>
              {answer.pageSlug}, Fassung {answer.versionNumber}
            </dd>
          </div>
          <div>
            <dt>Bestätigt</dt>
            <dd>{known[answer.evidence]}</dd>
          </div>
          <div>
            <dt>Durchschlag</dt>
            <dd className="code">{answer.formNumber}</dd>
          </div>
        </dl>
      </div>
      <ul className="items">
        {answer.items.map((item) => (
          <li key={item.key}>
            <span>{item.title}</span>
            <SignWord {...holds[item.reason]} />
            <Note text={noteOf(item)} />
          </li>
        ))}
      </ul>
    </article>
  );
}

function Note({ text }: { text: string }) {
  return text === '' ? null : <span className="note">{text}</span>;
}

/** Only what the sign does not say already: why not (yet), since when, or that this answer was another. */
function noteOf({ ticked, reason, changedAt }: AnswerItem): string {
  const { sign, why } = holds[reason];
  if (changedAt !== null) {
    const day = formatDate(changedAt, timeZone, 'de');
    return reason === 'withdrawn' ? `am ${day}` : `geändert am ${day}`;
  }
  if (sign === 'yes' && !ticked) return 'hier nicht angekreuzt';
  return why ?? '';
}

function paperOf({ items }: AnswerSlip): 'yellow' | 'rose' | 'white' {
  if (items.some((item) => item.reason === 'granted')) return 'yellow';
  return items.some((item) => item.reason === 'withdrawn') ? 'rose' : 'white';
}

/** An empty page that says how it fills. */
function NoAnswers({ pages }: { pages: readonly PageCard[] }) {
  const page = pages.find((each) => each.state === 'live');
  return (
    <div className="empty">
      <p>
        <b>Noch keine Antwort.</b> So kommt die erste:
      </p>
      <ol>
        <li>
          Sehen Sie Ihre Seite an:{' '}
          {page === undefined ? 'Sie muss dafür veröffentlicht sein.' : <a href={page.url}>{page.url}</a>}
        </li>
        <li>Schicken Sie den Link als Antwort, wenn Ihnen ein Kunde schreibt.</li>
        <li>Was er antwortet, steht dann hier.</li>
      </ol>
    </div>
  );
}
