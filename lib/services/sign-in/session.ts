import { deleteSession, exchangeLink } from '#db/queries/auth.ts';
import { signInPurpose } from './issue-link.ts';
import { looksLikeSecret, newSecret, secretHash } from './secret.ts';

/** From signing in, not from the last click: after a working day it is asked again. */
export const sessionLifetimeSeconds = 12 * 60 * 60;

/**
 * Exchanges a link for a session. `null` for every link that opens nothing, whatever the reason. The session is
 * always a new one, and the one the browser came with ends: nobody is left in a session somebody else began.
 */
export async function enterByLink(
  link: string,
  formerSession: string | null,
): Promise<{ session: string } | null> {
  if (!looksLikeSecret(link)) return null;
  const session = newSecret();
  const opened = await exchangeLink({
    identifierPrefix: signInPurpose,
    tokenHash: secretHash(link),
    sessionHash: secretHash(session),
    sessionSeconds: sessionLifetimeSeconds,
    formerSessionHash: formerSession === null ? null : secretHash(formerSession),
  });
  return opened ? { session } : null;
}

export async function endSession(session: string): Promise<void> {
  await deleteSession(secretHash(session));
}
