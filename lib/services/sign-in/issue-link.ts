import { config } from '#lib/config.ts';
import { replaceLink } from '#db/queries/auth.ts';
import { ensureUser } from './ensure-user.ts';
import { newSecret, secretHash } from './secret.ts';

/** ASVS 6.5.5: at most ten minutes. */
const linkLifetimeSeconds = 600;

/** What a link is for stands before the user it is for; another purpose gets another word. */
export const signInPurpose = 'sign-in:';

/**
 * A link that signs this user in once, within ten minutes. It replaces the one before it and tells nothing about
 * whom it is for. Whoever holds it is let in: it goes to the terminal of whoever started the server, or to that
 * address. Throws Invalid('email_unreadable').
 */
export async function issueSignInLink(email: string): Promise<{ url: string }> {
  const { userId } = await ensureUser(email);
  const secret = newSecret();
  await replaceLink({
    identifier: `${signInPurpose}${userId}`,
    tokenHash: secretHash(secret),
    lifetimeSeconds: linkLifetimeSeconds,
  });
  return { url: `${config().appUrl}/console/enter/${secret}` };
}
