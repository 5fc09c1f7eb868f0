import { deleteSession, findSession } from '#db/queries/auth.ts';
import { plainAuthAdapter } from '#db/queries/auth-adapter.ts';
import { looksLikeSecret, secretHash } from './secret.ts';

/**
 * next-auth's storage with two changes: a session is stored by its fingerprint, and whether it is still good is asked
 * of the database's clock in the look-up itself. Looking never removes a row, because GET changes nothing at any door.
 */
export function signInAdapter() {
  const plain = plainAuthAdapter();
  return {
    ...plain,
    async getSessionAndUser(session: string) {
      const found = looksLikeSecret(session) ? await findSession(secretHash(session)) : null;
      if (!found) return null;
      const { user, expires } = found;
      return { user, session: { sessionToken: session, userId: user.id, expires } };
    },
    async createSession(row: { sessionToken: string; userId: string; expires: Date }) {
      await plain.createSession?.({ ...row, sessionToken: secretHash(row.sessionToken) });
      return row;
    },
    /** Never longer: a session's end is fixed when it begins. */
    async updateSession() {
      return null;
    },
    async deleteSession(session: string) {
      await deleteSession(secretHash(session));
    },
  };
}
