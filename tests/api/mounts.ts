import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import * as nextRoute from '#app/api/[[...route]]/route.ts';
import { machineLane } from '#app/api/_machine/lane.ts';

/** What came back, in one shape for both mounts. Header names in lower case. */
export interface Answer {
  status: number;
  headers: Readonly<Record<string, string>>;
  text: string;
  json: unknown;
}

export interface Sent {
  method?: string;
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: Buffer | string;
}

export interface Mount {
  readonly name: string;
  readonly send: (sent: Sent) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/** The fast lane: a real server on a free port. */
export async function laneMount(): Promise<Mount & { readonly port: number }> {
  const server = http.createServer((request, response) => {
    if (!machineLane(request, response)) response.writeHead(599).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  return {
    name: 'fast lane',
    port,
    send: (sent) => sendTo(port, agent, sent),
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Behind Next: the functions its router calls. */
export function nextMount(): Mount {
  return {
    name: 'behind Next',
    send: async ({ method = 'GET', path, headers = {}, body }) => {
      const handler = handlers[method];
      if (!handler) throw new Error(`Next has no handler for ${method}`);
      const bytes = body === undefined ? null : new Uint8Array(Buffer.from(body));
      const response = await handler(
        new Request(`http://localhost:3000${path}`, { method, headers, body: bytes }),
      );
      return answerOf(response.status, Object.fromEntries(response.headers), await response.text());
    },
    close: async () => undefined,
  };
}

const handlers: Readonly<Record<string, ((request: Request) => Response | Promise<Response>) | undefined>> = {
  GET: nextRoute.GET,
  HEAD: nextRoute.HEAD,
  POST: nextRoute.POST,
  PUT: nextRoute.PUT,
  PATCH: nextRoute.PATCH,
  DELETE: nextRoute.DELETE,
  OPTIONS: nextRoute.OPTIONS,
};

function sendTo(
  port: number,
  agent: http.Agent,
  { method = 'GET', path, headers = {}, body }: Sent,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = http.request({
      port,
      host: '127.0.0.1',
      agent,
      method,
      path,
      headers: { ...length, ...headers },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const plain = Object.fromEntries(
          Object.entries(response.headers).map(([name, value]) => [name, String(value)]),
        );
        resolve(answerOf(response.statusCode ?? 0, plain, Buffer.concat(chunks).toString('utf8')));
      });
    });
    request.end(body);
  });
}

function answerOf(status: number, headers: Record<string, string>, text: string): Answer {
  const isJson = (headers['content-type'] ?? '').includes('json') && text !== '';
  return { status, headers, text, json: isJson ? JSON.parse(text) : null };
}

export function post(
  path: string,
  key: string | null,
  body: unknown,
  headers: Record<string, string> = {},
): Sent {
  return {
    method: 'POST',
    path,
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      'content-type': 'application/json',
      ...headers,
    },
    body: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
  };
}
