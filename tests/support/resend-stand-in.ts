import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Posted {
  path: string;
  headers: IncomingHttpHeaders;
  body: Record<string, unknown>;
}

/** A server in the place of Resend's: keeps what it is sent and answers as it was told to. */
export async function startResendStandIn() {
  const posted: Posted[] = [];
  const next: { status: number; body: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
      posted.push({ path: request.url ?? '', headers: request.headers, body });
      const answer = next.shift() ?? { status: 200, body: JSON.stringify({ id: `re-${posted.length}` }) };
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${String(port)}`,
    posted,
    /** What the next request is answered with. */
    answerOnce: (status: number, body: unknown) => void next.push({ status, body: JSON.stringify(body) }),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
