import { formatInstant } from '#lib/i18n/format.ts';

export type MailView = { at: string; to: string; subject: string; text: string };

const timeZone = 'Europe/Berlin';

/** Mails that stayed on this machine, newest first, as text: what their HTML would do is not tried out here. */
export function Mailbox({ mails }: { mails: readonly MailView[] }) {
  return (
    <main className="notice">
      <h1>Postfach dieses Rechners</h1>
      <p>
        Es ist kein Schlüssel für den Versand eingestellt. Deshalb verlässt keine Mail diesen Rechner: Alle
        liegen hier, die neueste zuerst.
      </p>
      {mails.length === 0 ? <p className="empty">Noch keine Mail.</p> : null}
      <ol>
        {mails.map((mail) => (
          <li key={`${mail.at} ${mail.to} ${mail.subject}`}>
            <article className="empty mail">
              <h2>{mail.subject}</h2>
              <p className="note">
                An {mail.to}, <time dateTime={mail.at}>{formatInstant(mail.at, timeZone, 'de')}</time>
              </p>
              {mail.text.split('\n\n').map((paragraph, at) => (
                <p key={`${String(at)} ${paragraph}`}>
                  <Linked text={paragraph} />
                </p>
              ))}
            </article>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** The text with its addresses to click. */
function Linked({ text }: { text: string }) {
  return text.split(/(https?:\/\/[^\s<>"]+)/u).map((piece, at) =>
    at % 2 === 1 ? (
      <a key={piece} href={piece} rel="noreferrer">
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}
