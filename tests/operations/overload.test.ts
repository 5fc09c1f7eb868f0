import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { cleanUp, node24, start, untilReady, type Running } from '#tests/boot/running.ts';
import { fieldValue } from '#tests/support/browser-like.ts';
import { cases } from '#tests/support/dose.ts';
import { ask, call } from './asking.ts';
import type { Came, Order, Wanted } from './flood.ts';

/* The built program under ten times the connections that keep it busy, and under garbage. */

const seconds = cases({ short: 5, long: 30 });
const busyConnections = 64;
const page = '/e/dachdeckerei-sommer/auftrag';
let app: Running;
let key = '';

beforeAll(async () => {
  const env = { LOG_LEVEL: 'silent', PUBLIC_RATE: '100000', CHECK_RATE_PER_KEY: '1000000' };
  app = await start({ command: [node24, 'dist/server.js'], env });
  await untilReady(app);
  const demo: unknown = JSON.parse(await readFile(path.join(app.dataDir, 'demo.json'), 'utf8'));
  key = z.object({ live_key: z.string() }).parse(demo).live_key;
});
afterAll(cleanUp);

const phone = (n: number) => `0176 040690${String(n).padStart(2, '0')}`;
const question = (n: number) => ({ contact: { phone: phone(n) }, channel: 'whatsapp', purpose: 'order' });

function checkOf(n: number, allowed: boolean): Wanted {
  const headers = { host: 'localhost', authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return { method: 'POST', path: '/api/v1/checks', headers, body: JSON.stringify(question(n)), allowed };
}

/** A proven yes of this number; the address of its receipt. */
async function grant(n: number): Promise<string> {
  const wanted = { contact: { phone: phone(n) }, page: 'auftrag', delivered_by: 'whatsapp' };
  const invited = await call(`${app.url}/api/v1/invitations`, key, wanted);
  const at = new URL(z.object({ url: z.string() }).parse(JSON.parse(invited.body)).url).pathname;
  const snapshot = fieldValue((await ask(`${app.url}${at}`)).body, 'snapshot');
  const answered = await form(at, { snapshot, item: 'order', choice: 'grant' });
  if (answered.status !== 303) throw new Error(`the answer was ${String(answered.status)}`);
  return answered.headers.location ?? '';
}

function form(at: string, fields: Record<string, string>) {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return ask(`${app.url}${at}`, { method: 'POST', headers, body: new URLSearchParams(fields).toString() });
}

function flood(order: Omit<Order, 'port'>): Promise<Came> {
  const child = spawn(node24, ['tests/operations/flood.ts', JSON.stringify({ ...order, port: app.port })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return new Promise((resolve) => child.once('close', () => resolve(JSON.parse(text) as Came)));
}

async function residentMb(): Promise<number> {
  const { body } = await ask(`${app.url}/metrics`);
  return Math.round(Number(/^jawort_resident_memory_bytes (\d+)/mu.exec(body)?.[1] ?? 0) / 1e6);
}

function p99(values: number[]): number {
  return Math.round(values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? 0);
}

async function timed<T>(act: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const beganAtMs = performance.now();
  const result = await act();
  return { ms: performance.now() - beganAtMs, result };
}

test('at ten times its capacity every answer is right, 429 or 503; who withdraws gets through; then all is as before', async () => {
  const kept = 10;
  const receipts: string[] = [];
  for (let n = 1; n <= kept; n += 1) await grant(n);
  for (let n = kept + 1; n < 90; n += 1) receipts.push(await grant(n));
  const requests: Wanted[] = [];
  for (let n = 1; n <= kept; n += 1) requests.push(checkOf(n, true), checkOf(90 + (n % 10), false));
  const busy = await flood({ connections: busyConnections, seconds: 2, perSecond: null, requests });
  const seen = { method: 'GET', path: page, headers: { host: 'localhost' }, body: '', allowed: null };

  const connections = busyConnections * 10;
  // What grows while it becomes warm is no leak: so a first overload, and the second is measured.
  const warming = cases({ short: 2, long: 30 });
  await flood({ connections, seconds: warming, perSecond: null, requests: [...requests, seen] });
  const before = await residentMb();
  let over = false;
  const came = flood({ connections, seconds, perSecond: null, requests: [...requests, seen] }).finally(() => {
    over = true;
  });
  const withdrawals: number[] = [];
  const refused: number[] = [];
  let yesAfterNo = 0;
  for (const [i, receipt] of receipts.entries()) {
    if (over) break;
    const { ms, result } = await timed(() => form(receipt, { withdraw: 'all' }));
    if (result.status === 303) withdrawals.push(ms);
    else refused.push(result.status);
    const after = await call(`${app.url}/api/v1/checks`, key, question(kept + 1 + i));
    if (result.status === 303 && after.body.includes('"allowed":true')) yesAfterNo += 1;
  }
  const { statuses, wrong, lost, msMedian, msP99 } = await came;
  const back = await timed(() =>
    expect
      .poll(async () => (await call(`${app.url}/api/v1/checks`, key, question(1))).status, {
        timeout: 10_000,
      })
      .toBe(200),
  );
  const after = await residentMb();
  process.stdout.write(
    `overload ${String(seconds)} s, ${String(connections)} connections: ${JSON.stringify({ busy: busy.statuses, statuses, wrong, lost, msMedian, msP99 })}; ` +
      `${String(withdrawals.length)} withdrawals p99 ${String(p99(withdrawals))} ms, refused ${JSON.stringify(refused)}; ` +
      `resident ${String(before)} -> ${String(after)} MB; again after ${String(Math.round(back.ms))} ms\n`,
  );
  expect(Object.keys(statuses).filter((status) => !['200', '429', '503'].includes(status))).toEqual([]);
  expect({ wrong, lost, yesAfterNo }).toEqual({ wrong: 0, lost: 0, yesAfterNo: 0 });
  expect(withdrawals.length).toBeGreaterThan(3);
  expect(refused).toEqual([]);
  expect(p99(withdrawals)).toBeLessThan(1_000);
  expect(back.ms).toBeLessThan(5_000);
  expect(after).toBeLessThan(before * cases({ short: 1.3, long: 1.1 }));
});

test('a page under 2,000 requests of garbage a second is still answered', async () => {
  const headers = { host: 'localhost' };
  const token = 'A'.repeat(43);
  const garbage = (method: string, at: string, body = ''): Wanted => ({
    method,
    path: at,
    headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    body,
    allowed: null,
  });
  const requests = [
    garbage('GET', '/e/nobody/nothing'),
    garbage('GET', `/i/${token}`),
    garbage('POST', `/r/${token}`, 'withdraw=all'),
    garbage('POST', page, 'snapshot=x&choice=grant'),
    garbage('PUT', page),
    garbage('GET', `/t/${token}`),
    garbage('GET', `/${token}`),
    garbage('POST', '/api/v1/checks', '{'),
    garbage('GET', '/bad%E0'),
    garbage('GET', '/s/nothing'),
  ];
  let over = false;
  const came = flood({ connections: 256, seconds, perSecond: 2_000, requests }).finally(() => {
    over = true;
  });
  const asked: { ms: number; status: number }[] = [];
  while (!over) {
    const { ms, result } = await timed(() => ask(`${app.url}${page}`));
    asked.push({ ms, status: result.status });
    await sleep(20);
  }
  const { statuses, lost, msP99 } = await came;
  const good = asked.filter(({ status }) => status === 200).length;
  process.stdout.write(
    `garbage: ${JSON.stringify({ statuses, lost, msP99 })}; page ${String(good)} of ${String(asked.length)}, p99 ${String(p99(asked.map(({ ms }) => ms)))} ms\n`,
  );
  expect(asked.length).toBeGreaterThan(5);
  expect(good / asked.length).toBeGreaterThan(0.95);
  expect(Object.keys(statuses).filter((status) => Number(status) >= 500 && status !== '503')).toEqual([]);
});
