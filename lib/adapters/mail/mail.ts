import { config } from '#lib/config.ts';
import { keepInMailbox } from './mailbox.ts';
import { sendByResend } from './resend.ts';

/** One mail to one person. `text` and `html` say the same. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Come back with every report about this mail. ASCII letters, digits, `_` and `-`; ids only. */
  readonly tags: Readonly<Record<string, string>>;
  /** The same key is the same mail, however often it is tried (within 24 hours). */
  readonly idempotencyKey: string;
}

/**
 * Hands a mail over to be sent; on a machine of its own (no key for Resend) to the local mailbox. Throws
 * `Unavailable` (try again later) or `Invalid('mail_refused')` (this mail will never go).
 */
export async function sendMail(mail: Mail): Promise<{ providerId: string }> {
  return hasLocalMailbox() ? keepInMailbox(mail) : sendByResend(mail);
}

/** Whether mails stay on this machine. The settings see to it that nobody else then reaches this server. */
export function hasLocalMailbox(): boolean {
  const { embedded, resendApiKey } = config();
  return embedded && resendApiKey === null;
}
