import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aFreePort, statusOf } from '#tests/boot/running.ts';
import { cases } from '#tests/support/dose.ts';
import { leaseOff } from '#tests/support/lease-off.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ownCluster, ownKeys, pointTo, type OwnCluster } from './cluster.ts';

const keys = ownKeys();
let cluster: OwnCluster;
let firm: Firm;
let phone = '';
const children: ChildProcess[] = [];

beforeAll(async () => {
  leaseOff();
  cluster = await ownCluster({ fsync: 'off' });
  pointTo(cluster.appUrl, keys);
  firm = await aFirm();
  phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await cluster.remove();
});

/** The shipped program on the given database. */
async function serve(): Promise<{ port: number; child: ChildProcess }> {
  const port = await aFreePort();
  const child = spawn('node_modules/node/bin/node', ['dist/server.js'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      NODE_ENV: 'production',
      ROLE: 'machine',
      LOG_LEVEL: 'silent',
      PORT: String(port),
      DATABASE_URL: cluster.appUrl,
      JAWORT_MASTER_KEY: keys.masterKey.toString('hex'),
      AUTH_SECRET: keys.authSecret,
      RESEND_API_KEY: 'none',
      MAIL_FROM: 'test@example.de',
      CHECK_RATE_PER_KEY: '1000000',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  children.push(child);
  await expect
    .poll(() => statusOf(`http://127.0.0.1:${String(port)}/readyz`), { timeout: 60_000, interval: 100 })
    .toBe(200);
  return { port, child };
}

test('SIGTERM under load, again and again: no request that was accepted is cut, and the program ends by itself', async () => {
  const rounds = cases({ short: 3, long: 20 });
  const told = { answered: 0, answered_last: 0, refused: 0, cut: 0, go_elsewhere: 0 };
  let now = await serve();
  let going = true;
  const clients = Array.from({ length: 8 }, async () => {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    let { port } = now;
    while (going) {
      const heard = await askOnce(port, agent);
      told[heard] += 1;
      // Only then: until it is told to go, it stays with the program that is about to end.
      if (heard !== 'answered') ({ port } = now);
    }
    agent.destroy();
  });
  const codes: unknown[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const old = now;
    const before = told.answered;
    await expect.poll(() => told.answered, { timeout: 30_000 }).toBeGreaterThan(before + 100);
    const next = await serve();
    now = next;
    old.child.kill('SIGTERM');
    codes.push((await once(old.child, 'exit'))[0]);
  }
  going = false;
  await Promise.all(clients);
  process.stdout.write(`rolling restarts: ${String(rounds)} rounds, ${JSON.stringify(told)}\n`);
  expect(told).toMatchObject({ refused: 0, cut: 0 });
  expect(told.answered_last + told.go_elsewhere).toBeGreaterThanOrEqual(rounds); // they did meet the end
  expect(codes).toEqual(Array.from({ length: rounds }, () => 0));
});

type Heard = 'answered' | 'answered_last' | 'refused' | 'cut' | 'go_elsewhere';

/**
 * One check on a connection that is kept. A server that goes says so with its answer (`Connection: close`); it may also
 * close between two requests (RFC 9112, 9.3.1) or take no new connection: what was sent then was never accepted.
 */
function askOnce(port: number, agent: http.Agent): Promise<Heard> {
  return new Promise((resolve) => {
    const body = JSON.stringify({ contact: { phone }, channel: 'whatsapp', purpose: 'order' });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${firm.liveKey}` };
    const options = { host: '127.0.0.1', port, path: '/api/v1/checks', method: 'POST', agent, headers };
    const request = http.request(options, (response) => {
      response.resume();
      response.on('end', () => {
        const last = response.headers.connection === 'close';
        resolve(response.statusCode !== 200 ? 'refused' : last ? 'answered_last' : 'answered');
      });
      response.on('error', () => resolve('cut'));
    });
    request.on('error', (cause: NodeJS.ErrnoException) => {
      resolve(request.reusedSocket || cause.code === 'ECONNREFUSED' ? 'go_elsewhere' : 'cut');
    });
    request.end(body);
  });
}
