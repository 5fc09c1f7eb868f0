import { newId } from '#lib/adapters/ids/uuid.ts';
import { sendMail } from '#lib/adapters/mail/mail.ts';
import type { EmailAddress } from '#lib/domain/contact/email.ts';
import { signInMail } from '#emails/sign-in.ts';

/** The mail with which a member gets into the console. Nothing of it is kept. Throws as `sendMail`. */
export async function mailSignIn(to: EmailAddress, facts: { code: string; url: string }): Promise<void> {
  const written = await signInMail(facts);
  await sendMail({ to, ...written, headers: {}, tags: { kind: 'sign-in' }, idempotencyKey: newId() });
}
