import { config } from '#lib/config.ts';

/** The headers of every page on paper, beside its policy: not kept, not sniffed, not framed, no Referer to others. */
export function pageGuards(): Record<string, string> {
  return {
    'cache-control': 'private, no-store',
    // Not no-referrer: with that a browser sends our own form with `Origin: null`.
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=()',
    ...(config().appUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
