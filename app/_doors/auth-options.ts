import type { AuthOptions } from 'next-auth';
import { log } from '#lib/adapters/log/log.ts';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { signInAdapter } from '#lib/services/sign-in/adapter.ts';
import { sessionLifetimeSeconds } from '#lib/services/sign-in/session.ts';

declare module 'next-auth' {
  interface Session {
    userId?: string;
  }
}

/**
 * What next-auth does here: keeps and ends sessions. It offers no way in. Its e-mail provider would open a session
 * on GET, and mail scanners open links; our own link asks for a POST (/console/enter).
 */
export function authOptions(): AuthOptions {
  return once('auth.options', make);
}

function make(): AuthOptions {
  const { appUrl, authSecret } = config();
  return {
    adapter: signInAdapter(),
    secret: authSecret,
    providers: [],
    session: { strategy: 'database', maxAge: sessionLifetimeSeconds, updateAge: sessionLifetimeSeconds },
    useSecureCookies: appUrl.startsWith('https:'),
    // All of them, or next-auth shows pages of its own.
    pages: {
      signIn: '/console/sign-in',
      signOut: '/console',
      error: '/console/sign-in',
      verifyRequest: '/console/sign-in',
      newUser: '/console',
    },
    callbacks: {
      // No address from a request decides where people go.
      redirect: () => `${appUrl}/console`,
      session: ({ session, user }) => ({ expires: session.expires, userId: user.id }),
    },
    logger: {
      // Its own logger prints to the terminal and hands over the cause, which may hold an address.
      error: (code) => log().error({ door: 'console', code }, 'next-auth failed'),
      warn: () => undefined,
      debug: () => undefined,
    },
  };
}
