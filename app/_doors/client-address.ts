import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';
import { config } from '#lib/config.ts';

/**
 * Where a request came from, as far as it can be trusted: the socket's peer, or, behind exactly TRUSTED_PROXIES
 * proxies of ours, the entry that the outermost of them wrote. Entries further left are what the client claims.
 */
export function clientAddress(request: IncomingMessage): string {
  const peer = request.socket.remoteAddress ?? '';
  return forwarded(request.headers['x-forwarded-for']) ?? peer;
}

/** The same where only headers are known (Next's route handlers). '' when nothing can be trusted. */
export function forwardedAddress(headers: Headers): string {
  return forwarded(headers.get('x-forwarded-for') ?? undefined) ?? '';
}

/**
 * The network an address belongs to, for limits: /24 of IPv4, /56 of IPv6 (one household or office). What cannot be
 * read counts as one network of its own, so that nobody escapes a limit by being unreadable.
 */
export function addressPrefix(address: string): string {
  if (!ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toByteArray().slice(0, 3).join('.')
    : Buffer.from(parsed.toByteArray().slice(0, 7)).toString('hex');
}

function forwarded(header: string | string[] | undefined): string | null {
  const proxies = config().trustedProxies;
  if (proxies === 0 || header === undefined) return null;
  const hops = (Array.isArray(header) ? header.join(',') : header).split(',').map((hop) => hop.trim());
  return hops.at(-proxies) ?? hops[0] ?? null;
}
