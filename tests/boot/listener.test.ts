import http, { type IncomingMessage, type Server } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { makeGate } from '#lib/adapters/listener/gate.ts';
import { drain, hasConnections, listen } from '#lib/adapters/listener/listen.ts';
import { refuse } from '#lib/adapters/listener/refuse.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
});

type Asked = { status: number; body: string; headers: http.IncomingHttpHeaders };

/** A listener behind the gate that answers with what it was handed. */
async function behindTheGate(settings: { appUrl?: string; trustedProxies?: number } = {}): Promise<number> {
  const gate = makeGate({ appUrl: 'http://localhost:3000', trustedProxies: 0, ...settings });
  return listening((request, response) => {
    const refusal = gate(request);
    if (refusal !== null) return refuse(request, response, refusal);
    const seen = { url: request.url, headers: request.headers, raw: request.rawHeaders };
    response.end(JSON.stringify(seen));
  });
}

async function listening(answer: http.RequestListener): Promise<number> {
  // Port 0 is refused as a setting and fine here: the system gives a free one.
  const server = await listen({ host: '127.0.0.1', port: 0, answer });
  servers.push(server);
  return (server.address() as AddressInfo).port;
}

async function ask(
  port: number,
  path: string,
  headers: Record<string, string> = {},
  method = 'GET',
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { port, path, method, headers, agent: false },
      (response: IncomingMessage) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
        );
      },
    );
    request.on('error', reject).end();
  });
}

/** The answer to bytes that no HTTP client would send. */
async function say(port: number, bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1', () => socket.end(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('error', reject).on('close', () => resolve(answer));
  });
}

describe('before every door', () => {
  test.each(['/bad%E0', '/%', '/a%zz', '/e/%C0%AF', '/x%00y', '/x%0d%0ay', '/x%7f', '/bad%E0?l=de'])(
    'the address %s is answered with 400',
    async (path) => {
      const port = await behindTheGate();
      expect(await ask(port, path)).toMatchObject({
        status: 400,
        body: 'This address is not well-formed.\n',
      });
    },
  );

  test('an absolute address is answered with 400, whatever host it names', async () => {
    const port = await behindTheGate();
    expect(await say(port, 'GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n')).toMatch(
      /^HTTP\/1\.1 400 /,
    );
  });

  test('an odd but well-formed address, and a malformed query, go through', async () => {
    const port = await behindTheGate();
    for (const path of ['/e/%C3%BCber', '/%F0%9F%99%82', '/?x=%E0', '/e/a%2Fb'])
      expect(await ask(port, path)).toMatchObject({ status: 200 });
  });

  test('on the machine door a refusal is a problem that allows nothing', async () => {
    const port = await behindTheGate();
    const { status, body, headers } = await ask(port, '/api/v1/%E0', {}, 'POST');
    expect(status).toBe(400);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status: 400, code: 'malformed_path', allowed: false });
  });

  test.each([
    'evil.example',
    'localhost.evil.example',
    'localhost:3000.evil.example',
    'localhost:3000@evil.example',
    '127.0.0.2',
    '[::2]',
    '',
  ])('the host "%s" is answered with 421', async (host) => {
    const port = await behindTheGate();
    expect(await say(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 421 /,
    );
  });

  test.each(['localhost', 'localhost:9', 'LOCALHOST:3000', '127.0.0.1:1234', '[::1]:3000'])(
    'on loopback the host %s is ours',
    async (host) => {
      expect(await ask(await behindTheGate(), '/', { host })).toMatchObject({ status: 200 });
    },
  );

  test('with a public address only that host is ours', async () => {
    const port = await behindTheGate({ appUrl: 'https://ja.example.org' });
    expect(await ask(port, '/', { host: 'ja.example.org' })).toMatchObject({ status: 200 });
    for (const host of ['localhost', '127.0.0.1', 'ja.example.org:8443', 'example.org'])
      expect(await ask(port, '/', { host })).toMatchObject({ status: 421 });
  });

  test.each(['/_next/image', '/_next/image?url=x', '/_next/im%61ge', '/_next/image/'])(
    '%s is not here',
    async (path) => {
      expect(await ask(await behindTheGate(), path)).toMatchObject({ status: 404 });
    },
  );

  const foreign = { 'X-Middleware-Subrequest': 'a', 'x-middleware-rewrite': 'a', 'x-nextjs-data': '1' };
  const forwarded = {
    'X-Forwarded-For': '10.0.0.1',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': 'evil',
    Forwarded: 'for=10.0.0.1',
    'x-real-ip': '10.0.0.1',
  };
  const dialect = { RSC: '1', 'Next-Router-State-Tree': 'a', 'next-action': 'a', 'next-url': 'a' };
  const names = (headers: object) => Object.keys(headers).map((name) => name.toLowerCase());

  async function seen(path: string, settings: { trustedProxies?: number }) {
    const port = await behindTheGate(settings);
    const { body } = await ask(port, path, { kept: 'yes', ...foreign, ...forwarded, ...dialect });
    const { headers, raw } = JSON.parse(body) as { headers: Record<string, string>; raw: string[] };
    const rawNames = raw.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    // Both views of the request must tell the same.
    expect(new Set(rawNames)).toEqual(new Set(Object.keys(headers)));
    return rawNames;
  }

  test('headers that only Next or a proxy of ours may set are dropped', async () => {
    const left = await seen('/e/sommer/auftrag', {});
    expect(left).toContain('kept');
    for (const name of [...names(foreign), ...names(forwarded), ...names(dialect)])
      expect(left).not.toContain(name);
  });

  test('behind a proxy of ours its headers stay, and pages of Next keep its dialect', async () => {
    const left = await seen('/console/pages', { trustedProxies: 1 });
    for (const name of [...names(forwarded), ...names(dialect)]) expect(left).toContain(name);
    for (const name of names(foreign)) expect(left).not.toContain(name);
  });

  test('a header over the limit is refused without reaching a door', async () => {
    const port = await behindTheGate();
    expect(await say(port, `GET / HTTP/1.1\r\nHost: localhost\r\nx: ${'a'.repeat(9_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431 /,
    );
  });
});

describe('the end of a listener', () => {
  test('finishes what it took, takes no more, and lets an idle connection go', async () => {
    const port = await listening((request, response) => {
      setTimeout(() => response.end('whole'), request.url === '/slow' ? 300 : 0);
    });
    const [server] = servers;
    if (server === undefined) throw new Error('not listening');
    const idle = new http.Agent({ keepAlive: true });
    await new Promise((resolve) =>
      http.get({ port, agent: idle }, (response) => response.resume().on('end', resolve)),
    );
    const slow = ask(port, '/slow');
    await sleep(50);
    await drain(server, { graceMs: 0, limitMs: 5_000 });
    expect(await slow).toMatchObject({ status: 200, body: 'whole' });
    await expect(ask(port, '/')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    idle.destroy();
  });

  test('does not wait for ever for a request that never ends', async () => {
    const port = await listening(() => undefined);
    const [server] = servers;
    if (server === undefined) throw new Error('not listening');
    const never = ask(port, '/');
    await Promise.all([
      expect(never).rejects.toThrow(),
      sleep(50).then(() => drain(server, { graceMs: 0, limitMs: 100 })),
    ]);
    expect(await hasConnections(server)).toBe(false);
  });
});

test('a busy port is one sentence that names it and another', async () => {
  const port = await listening(() => undefined);
  await expect(listen({ host: '127.0.0.1', port, answer: () => undefined })).rejects.toThrow(
    new RegExp(`^Port ${String(port)} is used by another program .+PORT=${String(port + 1)} npm start\\.$`),
  );
});

test('a host that is not of this machine is one sentence', async () => {
  await expect(listen({ host: '192.0.2.1', port: 0, answer: () => undefined })).rejects.toThrow(
    /^The setting HOST is "192\.0\.2\.1"/,
  );
});
