import { DrizzleAdapter } from '@auth/drizzle-adapter';
import { authPool } from '#db/client.ts';
import { authAccount, authSession, authUser, authVerificationToken } from '#db/schema/auth.ts';

/** next-auth's own acts on our tables. It stores sessions as they come: use it through #lib/services/sign-in/adapter.ts. */
export function plainAuthAdapter() {
  return DrizzleAdapter(authPool(), {
    usersTable: authUser,
    accountsTable: authAccount,
    sessionsTable: authSession,
    verificationTokensTable: authVerificationToken,
  });
}
