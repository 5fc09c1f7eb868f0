import { config } from '#lib/config.ts';
import { askLifetimeSeconds } from '#lib/services/sign-in/ask.ts';

/** Ties a mailed link and code to the browser that asked. The prefix makes browsers refuse it from any other host. */
function cookieName(): string {
  return `${isSecure() ? '__Host-' : ''}jawort-asking`;
}

export function readAskingCookie(headers: Headers): string | null {
  const wanted = `${cookieName()}=`;
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(wanted))?.slice(wanted.length) ?? null;
}

/** Value of Set-Cookie. `null` takes it away. */
export function askingCookie(browser: string | null): string {
  const lifetime = browser === null ? 0 : askLifetimeSeconds;
  const parts = [`${cookieName()}=${browser ?? ''}`, 'Path=/', `Max-Age=${String(lifetime)}`, 'HttpOnly'];
  // Strict: it is read where our own form is posted, never where a mail is opened.
  return [...parts, 'SameSite=Strict', ...(isSecure() ? ['Secure'] : [])].join('; ');
}

function isSecure(): boolean {
  return config().appUrl.startsWith('https:');
}
