import { config } from '#lib/config.ts';
import { sessionLifetimeSeconds } from '#lib/services/sign-in/session.ts';

/** As next-auth names and reads it; the prefix makes browsers refuse it without https. */
function cookieName(): string {
  return `${isSecure() ? '__Secure-' : ''}next-auth.session-token`;
}

export function readSessionCookie(headers: Headers): string | null {
  const wanted = `${cookieName()}=`;
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? null;
}

/** Value of Set-Cookie. `null` takes the session away. */
export function sessionCookie(session: string | null): string {
  const lifetime = session === null ? 0 : sessionLifetimeSeconds;
  const parts = [
    `${cookieName()}=${session ?? ''}`,
    'Path=/',
    `Max-Age=${String(lifetime)}`,
    'HttpOnly',
    'SameSite=Lax',
  ];
  return [...parts, ...(isSecure() ? ['Secure'] : [])].join('; ');
}

function isSecure(): boolean {
  return config().appUrl.startsWith('https:');
}
