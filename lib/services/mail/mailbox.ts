import { hasLocalMailbox } from '#lib/adapters/mail/mail.ts';
import { readMailbox, type KeptMail } from '#lib/adapters/mail/mailbox.ts';

/** What lies in this machine's mailbox, newest first; `null` where mails go out and there is none. */
export async function openMailbox(): Promise<KeptMail[] | null> {
  return hasLocalMailbox() ? readMailbox() : null;
}

/** Whether this server keeps its mails. */
export function mailsStayHere(): boolean {
  return hasLocalMailbox();
}
