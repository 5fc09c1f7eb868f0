import { config, isLoopback } from '#lib/config.ts';

/**
 * Whether a POST comes from a form of ours. A browser sends the session's cookie along with anybody's form, so every
 * POST that a cookie gives weight to asks this first. `Sec-Fetch-Site` decides where the browser sends it; older ones
 * send `Origin`. Neither: no.
 */
export function isOwnForm(headers: Headers): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  return isOwnOrigin(headers.get('origin') ?? '', headers.get('host') ?? '');
}

/** The origin of APP_URL; on a loopback address the other names of this machine too, if the request was sent there. */
function isOwnOrigin(origin: string, host: string): boolean {
  const { appUrl } = config();
  if (origin === appUrl) return true;
  if (!URL.canParse(origin) || !isLoopback(new URL(appUrl).hostname)) return false;
  const from = new URL(origin);
  return isLoopback(from.hostname) && from.host === host.toLowerCase();
}
