import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

const Demo = z.object({
  app_url: z.string(),
  business: z.string(),
  page_url: z.string(),
  live_key: z.string(),
  test_page_url: z.string(),
  test_key: z.string(),
  owner_email: z.string(),
  sign_in_url: z.string(),
});

export interface RunningApp {
  url: string;
  demo: z.infer<typeof Demo>;
  dataDir: string;
  /** Superuser of the app's own database: to look past every fence. */
  superUrl: string;
  /** What another process needs to join the same data: the given-database mode. */
  environment: {
    DATABASE_URL: string;
    JAWORT_MASTER_KEY: string;
    AUTH_SECRET: string;
    RESEND_API_KEY: string;
    RESEND_BASE_URL: string;
  };
  stop: () => Promise<void>;
}

/** The built program with a data folder and a port of its own, as `npm start` would run it. */
export async function startApp(settings: Record<string, string> = {}): Promise<RunningApp> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'jawort-e2e-'));
  await chmod(dataDir, 0o755);
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const child = run(['dist/server.js'], {
    PORT: String(port),
    JAWORT_DATA_DIR: dataDir,
    PUBLIC_RATE: '1000',
    ...settings,
  });
  await untilReady(child, `${url}/readyz`);
  const demo = Demo.parse(JSON.parse(await readFile(path.join(dataDir, 'demo.json'), 'utf8')));
  const access = await accessTo(dataDir);
  return {
    url,
    demo,
    dataDir,
    ...access,
    stop: async () => {
      await stopped(child);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Next alone, on the same database: the mounts for hosts that have no server of ours. */
export async function startNextAlone(app: RunningApp): Promise<{ url: string; stop: () => Promise<void> }> {
  const port = await freePort();
  const url = `http://localhost:${String(port)}`;
  const child = run(['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    ...app.environment,
    APP_URL: url,
    PUBLIC_RATE: '1000',
  });
  await untilReady(child, `${url}/healthz-of-nobody`, 404);
  return { url, stop: () => stopped(child) };
}

function run(args: string[], settings: Record<string, string>): ChildProcess {
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'] ?? '',
    HOME: process.env['HOME'] ?? '',
    NODE_ENV: 'production',
    ...settings,
  };
  const child = spawn('node_modules/node/bin/node', args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) process.stderr.write(said.join('').slice(-2_000));
  });
  return child;
}

async function untilReady(child: ChildProcess, url: string, status = 200): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the app ended with ${String(child.exitCode)}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === status) return;
    await sleep(100);
  }
  throw new Error('the app was not ready after 30 s');
}

async function stopped(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const Secrets = z.object({
  master_key: z.string(),
  auth_secret: z.string(),
  passwords: z.object({ superuser: z.string(), login: z.string() }),
});

async function accessTo(dataDir: string): Promise<Pick<RunningApp, 'superUrl' | 'environment'>> {
  const secrets = Secrets.parse(JSON.parse(await readFile(path.join(dataDir, 'secrets.json'), 'utf8')));
  const { port } = z
    .object({ port: z.number() })
    .parse(JSON.parse(await readFile(path.join(dataDir, 'database.json'), 'utf8')));
  const at = (user: string, password: string) =>
    `postgres://${user}:${password}@127.0.0.1:${String(port)}/jawort`;
  return {
    superUrl: at('postgres', secrets.passwords.superuser),
    environment: {
      DATABASE_URL: at('jawort_login', secrets.passwords.login),
      JAWORT_MASTER_KEY: secrets.master_key,
      AUTH_SECRET: secrets.auth_secret,
      // A given database needs a mail key; nobody listens there.
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: 'http://127.0.0.1:9',
    },
  };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close((cause) => (cause ? reject(cause) : resolve(port)));
    });
  });
}
