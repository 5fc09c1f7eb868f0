import type { IncomingMessage, ServerResponse } from 'node:http';

export type PlainAnswer = {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly retryAfterSeconds?: number;
};

/**
 * A short answer from before the doors: a problem (RFC 9457) with `allowed: false` on the machine door, a line of
 * text elsewhere. The rest of the request is not read: the connection ends with the answer.
 */
export function refuse(request: IncomingMessage, response: ServerResponse, answer: PlainAnswer): void {
  const { status, code, text, retryAfterSeconds } = answer;
  const machine = (request.url ?? '').startsWith('/api/');
  const problem = { type: 'about:blank', title: text, status, code, allowed: false };
  const body = Buffer.from(machine ? JSON.stringify(problem) : `${text}\n`);
  const headers: Record<string, string | number> = {
    'content-type': machine ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    connection: 'close',
  };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = retryAfterSeconds;
  response.writeHead(status, headers);
  response.end(request.method === 'HEAD' ? undefined : body);
}
