import type { IncomingMessage } from 'node:http';

/** Why a request goes no further. `code` is stable; `text` is for people. */
export type Refusal = { readonly status: 400 | 404 | 421; readonly code: string; readonly text: string };
export type Gate = (request: IncomingMessage) => Refusal | null;

const malformedPath: Refusal = {
  status: 400,
  code: 'malformed_path',
  text: 'This address is not well-formed.',
};
const unknownHost: Refusal = {
  status: 421,
  code: 'unknown_host',
  text: 'This server does not answer for that host name.',
};
const notHere: Refusal = { status: 404, code: 'not_found', text: 'There is nothing at this address.' };

/**
 * What stands before every door. Refuses addresses that cannot be decoded (Next answers them with 500), host names
 * that are not ours (links, cookies and caches hang on them) and Next's image optimiser (unused; it has had
 * remote-code-execution faults). Drops headers that only a proxy of ours or Next itself may set.
 */
export function makeGate({ appUrl, trustedProxies }: { appUrl: string; trustedProxies: number }): Gate {
  const isOurHost = hostRule(appUrl);
  return (request) => {
    const path = pathOf(request.url ?? '');
    if (path === null) return malformedPath;
    if (!isOurHost(request.headers.host ?? '')) return unknownHost;
    if (path === '/_next/image' || path.startsWith('/_next/image/')) return notHere;
    dropHeaders(request, { forwarded: trustedProxies === 0, next: !isPage(path) });
    return null;
  };
}

/** The path, where it is one: origin form, well-formed percent signs, no control characters. */
function pathOf(url: string): string | null {
  if (!url.startsWith('/')) return null;
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  if (!path.includes('%')) return path;
  try {
    const decoded = decodeURIComponent(path);
    return hasControl(decoded) ? null : decoded;
  } catch {
    return null;
  }
}

/** NUL and its kin: file look-ups throw on them. */
function hasControl(text: string): boolean {
  for (let at = 0; at < text.length; at += 1)
    if (text.charCodeAt(at) < 32 || text.charCodeAt(at) === 127) return true;
  return false;
}

/** Exactly the host of APP_URL; on loopback its three names too, on any port (tunnels and containers move ports). */
function hostRule(appUrl: string): (host: string) => boolean {
  const { host: own, hostname } = new URL(appUrl);
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname);
  return (host) => {
    const asked = host.toLowerCase();
    return asked === own || (loopback && /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/.test(asked));
  };
}

/** Pages of Next's App Router; every other address is a handler of ours that must not be talked to in Next's dialect. */
function isPage(path: string): boolean {
  return path === '/' || /^\/(console|start|developers|_next)(\/|$)/.test(path);
}

function dropHeaders(request: IncomingMessage, drop: { forwarded: boolean; next: boolean }): void {
  const raw = request.rawHeaders;
  for (let at = raw.length - 2; at >= 0; at -= 2) {
    const name = (raw[at] ?? '').toLowerCase();
    if (!isUnwanted(name, drop)) continue;
    // Both views: Node's parsed headers, and the raw list from which web requests are built.
    raw.splice(at, 2);
    delete request.headers[name];
  }
}

function isUnwanted(name: string, drop: { forwarded: boolean; next: boolean }): boolean {
  if (name.startsWith('x-middleware-') || name === 'x-nextjs-data') return true;
  if (drop.forwarded && (name.startsWith('x-forwarded-') || name === 'forwarded' || name === 'x-real-ip'))
    return true;
  return (
    drop.next &&
    (name === 'rsc' || name === 'next-action' || name === 'next-url' || name.startsWith('next-router-'))
  );
}
