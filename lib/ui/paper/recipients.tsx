import type { Notice } from '#lib/domain/template/notice.ts';
import { Words } from './words.tsx';

type Recipient = Notice['sections'][number]['recipients'][number];

/** Everyone who gets data, by legal name and place (R6-R10): cards, because a table breaks on a phone. */
export function Recipients({
  recipients,
  untranslated,
}: {
  recipients: readonly Recipient[];
  untranslated: readonly string[] | undefined;
}) {
  if (recipients.length === 0) return null;
  return (
    <ul className="recipients">
      {recipients.map((recipient) => (
        <li key={recipient.name}>
          <b>
            <bdi>{recipient.name}</bdi>
          </b>
          <span>
            {recipient.address}, {recipient.country}
          </span>
          <span>
            <Words text={recipient.role} untranslated={untranslated} />
          </span>
          <span>{recipient.data}</span>
          {recipient.transfer ? <span>{recipient.transfer}</span> : null}
          {recipient.privacyUrl ? <PrivacyLink url={recipient.privacyUrl} /> : null}
        </li>
      ))}
    </ul>
  );
}

// The address comes from the catalogue or from the firm: anything that is no web address stays text.
function PrivacyLink({ url }: { url: string }) {
  if (!url.startsWith('https://')) return <span>{url}</span>;
  return (
    <a href={url} rel="noopener noreferrer nofollow">
      {url.replace(/^https:\/\//u, '')}
    </a>
  );
}
