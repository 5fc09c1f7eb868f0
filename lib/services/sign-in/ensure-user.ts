import { newId } from '#lib/adapters/ids/uuid.ts';
import { normaliseEmail } from '#lib/domain/contact/email.ts';
import { Invalid } from '#lib/domain/errors.ts';
import { ensureAuthUser } from '#db/queries/auth.ts';

/**
 * The console's user with this address, made if new. A user alone may do nothing: what counts is membership in a
 * firm. Throws Invalid('email_unreadable').
 */
export async function ensureUser(email: string): Promise<{ userId: string }> {
  const read = normaliseEmail(email);
  if (!read.ok) throw new Invalid('email_unreadable', { issues: [{ path: 'email', code: read.problem }] });
  return { userId: await ensureAuthUser({ id: newId(), email: read.email }) };
}
