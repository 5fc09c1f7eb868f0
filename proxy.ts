import { randomBytes } from 'node:crypto';
import { NextResponse, type NextRequest } from 'next/server';
import { config as settings } from '#lib/config.ts';

/** Pages of the console that Next renders. Sign-in and sign-out are route handlers with a policy of their own. */
export const config = { matcher: ['/console', '/console/((?!enter/|sign-in$|sign-out$).*)'] };

/**
 * Gives each console page its Content-Security-Policy: only scripts that carry this answer's nonce run. It decides
 * nothing about who may see what: services do, because a proxy can be walked around.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = randomBytes(16).toString('base64');
  const policy = policyFor(nonce);
  // Set on the request too: Next reads the nonce there. What a client sent under these names is overwritten.
  const headers = new Headers(request.headers);
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of guards(policy)) response.headers.set(name, value);
  return response;
}

function policyFor(nonce: string): string {
  const { dev } = settings();
  return [
    "default-src 'none'",
    // Reload in development compiles in the browser and adds styles of its own.
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    dev ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

function guards(policy: string): [name: string, value: string][] {
  const { appUrl } = settings();
  return [
    ['content-security-policy', policy],
    ['referrer-policy', 'same-origin'],
    ['x-content-type-options', 'nosniff'],
    ['x-robots-tag', 'noindex'],
    ['cross-origin-opener-policy', 'same-origin'],
    ['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=()'],
    ...(appUrl.startsWith('https:')
      ? [['strict-transport-security', 'max-age=31536000'] satisfies [string, string]]
      : []),
  ];
}
