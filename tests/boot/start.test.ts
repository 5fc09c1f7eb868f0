import { spawnSync } from 'node:child_process';
import { chown, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import http from 'node:http';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { canEnter } from '#db/boot/reach.ts';
import { startTestCluster } from '#db/boot/test-cluster.ts';
import {
  aDataDir,
  aFreePort,
  allGone,
  cleanUp,
  databasePid,
  familyOf,
  node24,
  root,
  start,
  statusOf,
  untilReady,
  type Running,
} from './running.ts';

const asRoot = process.getuid?.() === 0;
const secrets = {
  JAWORT_MASTER_KEY: Buffer.alloc(32, 1).toString('base64'),
  AUTH_SECRET: 'a'.repeat(32),
  RESEND_API_KEY: 're_test',
};

beforeAll(() => {
  const script = "const p = await import('./scripts/prepare.mjs'); process.exit(p.isPrepared() ? 0 : 1);";
  const check = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: root });
  if (check.status !== 0)
    throw new Error('This tree is not installed and built as it stands: run "npm run build" first.');
});
afterEach(cleanUp);

/** What ended with an error said one sentence a line, ended with 1 and left nothing running. */
async function refusal(running: Running): Promise<string> {
  const code = await running.ended;
  const lines = running
    .output()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('>') && !line.startsWith('npm '));
  expect(code, running.output()).toBe(1);
  expect(running.output()).not.toMatch(/\n\s+at /);
  for (const line of lines) expect(line).toMatch(/^[A-Z].*\.( …)?$|…$/);
  expect(await databasePid(running.dataDir)).toBeNull();
  return lines.filter((line) => !line.endsWith('…')).join('\n');
}

describe('npm start', () => {
  test('prints the demo page, a sign-in link and a key; the same facts lie in demo.json before /readyz is 200', async () => {
    const running = await start();
    await untilReady(running);
    const file = path.join(running.dataDir, 'demo.json');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const facts = JSON.parse(await readFile(file, 'utf8')) as Record<string, string>;
    expect(Object.keys(facts)).toEqual(
      expect.arrayContaining([
        'app_url',
        'business',
        'page_url',
        'live_key',
        'test_page_url',
        'test_key',
        'owner_email',
        'sign_in_url',
      ]),
    );
    expect(facts['app_url']).toBe(running.url);
    await sleep(100);
    for (const name of ['page_url', 'sign_in_url', 'live_key'])
      expect(running.output()).toContain(facts[name]);
  });

  test('a second start with nothing changed is ready within 5 s', async () => {
    const dataDir = await aDataDir();
    const first = await start({ dataDir });
    await untilReady(first);
    process.kill(first.pid, 'SIGTERM');
    await first.ended;
    const second = await start({ dataDir });
    const readyMs = await untilReady(second);
    process.stdout.write(`second start: ready after ${String(Math.round(readyMs))} ms\n`);
    expect(readyMs).toBeLessThan(5_000);
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    '%s to npm stops everything, the database too, and ends with 0',
    async (signal) => {
      const running = await start();
      await untilReady(running);
      const database = await databasePid(running.dataDir);
      const family = familyOf(running.pid);
      expect(family.length).toBeGreaterThanOrEqual(3);
      process.kill(running.pid, signal);
      expect(await allGone([...family, database ?? 0])).toEqual([]);
      // npm itself ends with the signal's number when it was hung up on.
      if (signal !== 'SIGHUP') expect(await running.ended).toBe(0);
      expect(await databasePid(running.dataDir)).toBeNull();
    },
  );

  test('Ctrl-C, which reaches npm, the script and the server at once, is one stop and not two', async () => {
    const running = await start();
    await untilReady(running);
    const family = [...familyOf(running.pid), (await databasePid(running.dataDir)) ?? 0];
    process.kill(-running.pid, 'SIGINT');
    expect(await allGone(family)).toEqual([]);
    expect(await running.ended).toBe(0);
    expect(running.output()).toContain('Stopping');
  });

  test('while it stops it says so, answers what it has, and asks for no further request on that connection', async () => {
    const running = await start();
    await untilReady(running);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const ask = (target: string) =>
      new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
        http
          .get(
            {
              port: running.port,
              path: target,
              agent,
              headers: { host: `localhost:${String(running.port)}` },
            },
            (response) => {
              response
                .resume()
                .on('end', () =>
                  resolve({ status: response.statusCode ?? 0, connection: response.headers.connection }),
                );
            },
          )
          .on('error', reject);
      });
    expect(await ask('/readyz')).toEqual({ status: 200, connection: 'keep-alive' });
    process.kill(running.pid, 'SIGTERM');
    await sleep(250);
    expect(await ask('/readyz')).toEqual({ status: 503, connection: 'close' });
    expect(await running.ended).toBe(0);
  });

  test('when npm alone is killed, nothing stays behind', async () => {
    const running = await start();
    await untilReady(running);
    const family = [...familyOf(running.pid), (await databasePid(running.dataDir)) ?? 0];
    process.kill(running.pid, 'SIGKILL');
    expect(await allGone(family)).toEqual([]);
  });

  test('when npm and the start script are killed together, the server ends by itself and takes the database along', async () => {
    const running = await start();
    await untilReady(running);
    const database = (await databasePid(running.dataDir)) ?? 0;
    const [npm = 0, script = 0, ...server] = familyOf(running.pid);
    for (const pid of [npm, script]) process.kill(pid, 'SIGKILL');
    expect(await allGone([...server, database])).toEqual([]);
    expect(await databasePid(running.dataDir)).toBeNull();
  });

  test('after a kill -9 of everything but the database, the next start takes it over, and stops it', async () => {
    const dataDir = await aDataDir();
    const killed = await start({ dataDir });
    await untilReady(killed);
    const orphan = (await databasePid(dataDir)) ?? 0;
    const family = familyOf(killed.pid);
    for (const pid of family.toReversed()) process.kill(pid, 'SIGKILL');
    expect(await allGone(family)).toEqual([]);
    expect(await databasePid(dataDir)).toBe(orphan);
    const next = await start({ dataDir });
    await untilReady(next);
    expect(await databasePid(dataDir)).toBe(orphan);
    process.kill(next.pid, 'SIGTERM');
    expect(await next.ended).toBe(0);
    expect(await allGone([orphan])).toEqual([]);
  });

  test('after a kill -9 of everything, the database too, the next start is clean', async () => {
    const dataDir = await aDataDir();
    const killed = await start({ dataDir });
    await untilReady(killed);
    const family = [(await databasePid(dataDir)) ?? 0, ...familyOf(killed.pid).toReversed()];
    for (const pid of family) process.kill(pid, 'SIGKILL');
    await allGone(family);
    const next = await start({ dataDir });
    await untilReady(next);
    process.kill(next.pid, 'SIGTERM');
    expect(await next.ended).toBe(0);
  });

  test('two copies with their own port and data directory do not disturb each other', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    await Promise.all([untilReady(one), untilReady(two)]);
    process.kill(one.pid, 'SIGTERM');
    expect(await one.ended).toBe(0);
    expect(await statusOf(`${two.url}/readyz`)).toBe(200);
  });

  test('a second process with the same data directory joins the database and leaves it running', async () => {
    const one = await start();
    await untilReady(one);
    const two = await start({ dataDir: one.dataDir });
    await untilReady(two);
    process.kill(two.pid, 'SIGTERM');
    expect(await two.ended).toBe(0);
    expect(await statusOf(`${one.url}/readyz`)).toBe(200);
  });

  test.each(['web', 'machine', 'worker'])('the role %s starts and stops by itself', async (role) => {
    const running = await start({ env: { ROLE: role } });
    await untilReady(running);
    process.kill(running.pid, 'SIGTERM');
    expect(await running.ended).toBe(0);
  });

  test('an address that cannot be decoded is 400, another host 421, at the running server too', async () => {
    const running = await start();
    await untilReady(running);
    expect(await statusOf(`${running.url}/bad%E0`)).toBe(400);
    const other = await new Promise<number | undefined>((resolve, reject) =>
      http
        .get({ port: running.port, path: '/', headers: { host: 'evil.example' } }, (response) =>
          resolve(response.resume().statusCode),
        )
        .on('error', reject),
    );
    expect(other).toBe(421);
  });

  test.runIf(asRoot)('an ordinary user needs nothing more', async ({ skip }) => {
    const nobody = 65_534;
    if (!(await canEnter(root, { uid: nobody, gid: nobody })))
      skip('this tree lies in a folder closed to others');
    const dataDir = await aDataDir();
    await mkdir(dataDir);
    await chown(dataDir, nobody, nobody);
    const running = await start({ dataDir, uid: nobody, command: [node24, 'dist/server.js'] });
    await untilReady(running);
    process.kill(running.pid, 'SIGTERM');
    expect(await running.ended).toBe(0);
  });
});

describe('what a person can mend ends the start in a sentence', () => {
  test('a busy port, before the database is touched', async () => {
    const one = await start();
    await untilReady(one);
    const two = await start({ port: one.port });
    expect(await refusal(two)).toMatch(
      new RegExp(`^Port ${String(one.port)} is used by another program .+\\.$`),
    );
    await expect(stat(two.dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await statusOf(`${one.url}/readyz`)).toBe(200);
  });

  test('wrong settings, each its own', async () => {
    const said = await refusal(await start({ env: { PORT: 'abc', LOG_LEVEL: 'loud' } }));
    expect(said.split('\n')).toEqual([
      expect.stringContaining('The setting PORT is "abc"'),
      expect.stringContaining('The setting LOG_LEVEL is "loud"'),
    ]);
  });

  test('missing settings', async () => {
    const said = await refusal(
      await start({ env: { DATABASE_URL: 'postgres://a:geheim@127.0.0.1:9/jawort' } }),
    );
    expect(said.split('\n')).toEqual([
      expect.stringContaining('JAWORT_MASTER_KEY is missing'),
      expect.stringContaining('AUTH_SECRET is missing'),
      expect.stringContaining('RESEND_API_KEY is missing'),
    ]);
    expect(said).not.toContain('geheim');
  });

  test('a file in the place of the data directory', async () => {
    const dataDir = await aDataDir();
    await writeFile(dataDir, '');
    expect(await refusal(await start({ dataDir }))).toMatch(
      /^A file stands where the data directory should be/,
    );
  });

  test('a database that cannot be reached', async () => {
    const port = await aFreePort();
    const said = await refusal(
      await start({
        env: { ...secrets, DATABASE_URL: `postgres://a:geheim@127.0.0.1:${String(port)}/jawort` },
      }),
    );
    expect(said).toBe(
      `The database at 127.0.0.1:${String(port)} does not take connections: check DATABASE_URL and that the server runs.`,
    );
  });

  test.runIf(asRoot)('a full disk, at the first start and at a later one', async ({ skip }) => {
    const dataDir = await aDataDir();
    await mkdir(dataDir);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', dataDir]).status === 0;
    if (!mounted) skip('no right to mount a small disk here');
    try {
      expect(await refusal(await start({ dataDir }))).toBe(
        'The disk is full: make room where the data directory (JAWORT_DATA_DIR) is, then start again.',
      );
      spawnSync('mount', ['-o', 'remount,size=300m', dataDir]);
      const running = await start({ dataDir });
      await untilReady(running);
      process.kill(running.pid, 'SIGTERM');
      await running.ended;
      spawnSync('dd', ['if=/dev/zero', `of=${path.join(dataDir, 'filler')}`, 'bs=64k']);
      expect(await refusal(await start({ dataDir }))).toBe(
        'The disk is full: make room where the data directory (JAWORT_DATA_DIR) is, then start again.',
      );
    } finally {
      spawnSync('umount', ['-l', dataDir]);
    }
  });
});

describe('with a database of your own', () => {
  test('a schema that is behind is refused; with the owner it is brought up, nothing is seeded, and the owner may not serve', async () => {
    const cluster = await startTestCluster();
    try {
      const given = { ...secrets, DATABASE_URL: cluster.appUrl };
      expect(await refusal(await start({ env: given }))).toMatch(
        /^The database is behind this release: run "npm run jawort -- migrate"/,
      );

      const serving = await start({ env: { ...given, DATABASE_ADMIN_URL: cluster.adminUrl } });
      await untilReady(serving);
      await expect(stat(serving.dataDir)).rejects.toMatchObject({ code: 'ENOENT' });
      process.kill(serving.pid, 'SIGTERM');
      expect(await serving.ended).toBe(0);

      const current = await start({ env: given });
      await untilReady(current);
      process.kill(current.pid, 'SIGTERM');
      expect(await current.ended).toBe(0);

      for (const url of [cluster.adminUrl, cluster.superUrl.replace(/postgres$/, 'jawort')])
        expect(await refusal(await start({ env: { ...secrets, DATABASE_URL: url } }))).toMatch(
          /DATABASE_URL connects as/,
        );
    } finally {
      await cluster.stop();
    }
  });
});
