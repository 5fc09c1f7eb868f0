import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { peerOf } from '#app/_doors/peer.ts';
import { config } from '#lib/config.ts';
import { readMetrics } from '#lib/services/ops/metrics.ts';

/**
 * `GET /metrics`, on our own server only. False where the asker may not see it: whoever may not learns nothing, not even
 * that it is there, because the request goes on to where every unknown address goes.
 */
export function metricsLane(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'GET' || !mayRead(request)) return false;
  void tell(response);
  return true;
}

/** With METRICS_TOKEN its bearer; without one this machine itself, past no proxy. */
function mayRead(request: IncomingMessage): boolean {
  const { metricsToken } = config();
  if (metricsToken === null) return peerOf(headersOf(request)).isThisMachine;
  const [, sent = ''] = /^Bearer ([!-~]+)$/iu.exec(request.headers.authorization ?? '') ?? [];
  // Equal length first, so that the comparison takes as long for every token.
  return timingSafeEqual(digest(sent), digest(metricsToken));
}

async function tell(response: ServerResponse): Promise<void> {
  const text = await readMetrics().catch(() => null);
  const headers = {
    'content-type': 'text/plain; version=0.0.4; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  if (text === null) response.writeHead(503, { ...headers, 'content-length': 0 }).end();
  else response.writeHead(200, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text);
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers({ 'x-jawort-peer': String(headers['x-jawort-peer'] ?? '') });
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
