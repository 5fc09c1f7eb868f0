import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanUp, node24, start, untilReady, type Running } from '#tests/boot/running.ts';
import { ask, call } from './asking.ts';

/* The built program, once in each role, on one database. */

const token = 'a-token-of-this-test-alone';
const command = [node24, 'dist/server.js'];
const running = new Map<string, Running>();

beforeAll(async () => {
  const all = await start({ command });
  await untilReady(all);
  running.set('all', all);
  for (const role of ['web', 'machine', 'worker']) {
    const one = await start({ command, dataDir: all.dataDir, env: { ROLE: role, METRICS_TOKEN: token } });
    await untilReady(one);
    running.set(role, one);
  }
});
afterAll(cleanUp);

const at = (role: string, path: string) => `${running.get(role)?.url ?? ''}${path}`;
const page = '/e/dachdeckerei-sommer/auftrag';
const checked = (role: string) => call(at(role, '/api/v1/checks'), 'jw_live_nobody', {});

describe.each([
  { role: 'all', page: 200, console: 307, help: 200, check: 401, document: 200, keys: 200, signIn: 200 },
  { role: 'web', page: 200, console: 307, help: 200, check: 404, document: 404, keys: 404, signIn: 200 },
  { role: 'machine', page: 404, console: 404, help: 404, check: 401, document: 200, keys: 200, signIn: 404 },
  { role: 'worker', page: 404, console: 404, help: 404, check: 404, document: 404, keys: 404, signIn: 404 },
])('$role', ({ role, ...expected }) => {
  test('serves what it is there for and nothing else', async () => {
    const get = async (path: string) => (await ask(at(role, path))).status;
    expect({
      page: await get(page),
      console: await get('/console'),
      help: await get('/help'),
      check: (await checked(role)).status,
      document: await get('/api/openapi.json'),
      keys: await get('/.well-known/jawort-log-keys'),
      signIn: await get('/api/auth/csrf'),
    }).toEqual(expected);
  });

  test('answers whoever asks about its health, and says no in a way that a program cannot mistake', async () => {
    expect((await ask(at(role, '/healthz'))).status).toBe(200);
    expect((await ask(at(role, '/readyz'))).status).toBe(200);
    expect(JSON.parse((await checked(role)).body)).toMatchObject({ allowed: false });
  });
});

test('jobs are done where the role says so', async () => {
  const queues = async (role: string) => {
    const { body } = await ask(at(role, '/metrics'), { headers: { authorization: `Bearer ${token}` } });
    return body.includes('jawort_jobs_waiting{');
  };
  expect(await queues('worker')).toBe(true);
  expect(await queues('all')).toBe(true);
  expect(await queues('web')).toBe(false);
  expect(await queues('machine')).toBe(false);
});

describe('/metrics', () => {
  const status = async (role: string, headers: Record<string, string>) =>
    (await ask(at(role, '/metrics'), { headers })).status;

  test('with a token: its bearer and nobody else, from this machine neither', async () => {
    for (const role of ['web', 'machine', 'worker']) {
      expect(await status(role, { authorization: `Bearer ${token}` })).toBe(200);
      expect(await status(role, { authorization: `Bearer ${token}x` })).toBe(404);
      expect(await status(role, { authorization: token })).toBe(404);
      expect(await status(role, {})).toBe(404);
    }
  });

  test('without one: this machine alone, and not through a proxy', async () => {
    expect(await status('all', {})).toBe(200);
    for (const header of ['x-forwarded-for', 'x-forwarded-proto', 'forwarded', 'via', 'x-real-ip'])
      expect(await status('all', { [header]: '203.0.113.9' })).toBe(404);
    const forged = { 'x-jawort-peer': 'x near 127.0.0', via: 'a' };
    expect(await status('all', forged)).toBe(404);
  });

  test('who may not see it sees what every unknown address shows', async () => {
    const comparable = ({ status: code, headers, body }: Awaited<ReturnType<typeof ask>>) => ({
      code,
      type: headers['content-type'],
      policy: headers['content-security-policy'],
      length: body.length,
    });
    for (const role of ['web', 'machine', 'worker'])
      expect(comparable(await ask(at(role, '/metrics')))).toEqual(
        comparable(await ask(at(role, '/metricz'))),
      );
  });

  test('counts checks by their outcome, requests by kind, and how long they took', async () => {
    const figures = async () => (await ask(at('all', '/metrics'))).body;
    const value = (text: string, name: string) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${name} `))
          ?.split(' ')[1] ?? 0,
      );
    const before = await figures();
    await checked('all');
    await ask(at('all', page));
    const after = await figures();
    for (const name of [
      'jawort_checks_total{outcome="key_invalid"}',
      'jawort_check_seconds_count',
      'jawort_requests_total{kind="page",status="2xx"}',
    ])
      expect(value(after, name) - value(before, name), name).toBe(1);
    expect(value(after, 'jawort_resident_memory_bytes')).toBeGreaterThan(50e6);
    expect(value(after, 'jawort_may_answer_checks')).toBe(1);
    expect(
      after
        .split('\n')
        .every((line) => /^(# (HELP|TYPE) jawort_\w+ .+|jawort_\w+(\{[^}]*\})? [\d.e+-]+|)$/u.test(line)),
    ).toBe(true);
  });
});
