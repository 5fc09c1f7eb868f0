import type { IncomingMessage, ServerResponse } from 'node:http';
import { checkPath } from '#app/api/_machine/fast-check.ts';
import { log } from '#lib/adapters/log/log.ts';
import { countRequest } from '#lib/adapters/metrics/counts.ts';

/**
 * Counts a request by kind and status, and at LOG_LEVEL=debug writes a line of the same: never the address, because
 * links of customers are in it. Checks count themselves, more finely and for less.
 */
export function observe(request: IncomingMessage, response: ServerResponse): void {
  const url = request.url ?? '/';
  if (url === checkPath) return;
  const beganAtMs = performance.now();
  const kind = kindOf(url);
  response.once('close', () => {
    const status = response.headersSent ? response.statusCode : 499;
    countRequest(kind, status);
    if (!log().isLevelEnabled('debug')) return;
    const ms = Math.round(performance.now() - beganAtMs);
    log().debug({ kind, method: methodOf(request), status, ms }, 'request');
  });
}

/** One word of a closed list for each address, whatever stands in it. */
export function kindOf(url: string): string {
  const [path = ''] = url.split('?', 1);
  const [, first = '', second = '', third = '', fourth = ''] = path.split('/');
  if (first === 'e') return third === 'withdraw' || fourth === 'withdraw' ? 'withdraw' : 'page';
  if (first === 'r') return third === 'unsubscribe' ? 'unsubscribe' : 'receipt';
  if (first === 'api')
    return second === 'v1' ? (calls.get(third) ?? 'api_other') : (others.get(second) ?? 'api_other');
  return kinds.get(first) ?? 'other';
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['', 'home'],
  ['i', 'invitation'],
  ['s', 'short_link'],
  ['t', 'text'],
  ['help', 'help'],
  ['accessibility', 'help'],
  ['console', 'console'],
  ['hooks', 'hook'],
  ['.well-known', 'well_known'],
  ['healthz', 'health'],
  ['readyz', 'health'],
  ['metrics', 'metrics'],
  ['_next', 'asset'],
  ['fonts', 'asset'],
]);

const calls: ReadonlyMap<string, string> = new Map([
  ['checks', 'api_checks'],
  ['invitations', 'api_invitations'],
  ['inbound-messages', 'api_inbound_messages'],
  ['withdrawals', 'api_withdrawals'],
  ['ledger', 'api_ledger'],
]);

const others: ReadonlyMap<string, string> = new Map([
  ['auth', 'sign_in'],
  ['openapi.json', 'api_document'],
]);

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'OPTIONS']);

/** Node takes any of its known methods; what we never answer is one word. */
function methodOf({ method = '' }: IncomingMessage): string {
  return methods.has(method) ? method : 'other';
}
