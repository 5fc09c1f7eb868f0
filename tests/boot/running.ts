import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import net, { type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPidFile } from '#db/boot/pid-file.ts';
import { pidIsAlive } from '#db/boot/process-identity.ts';

/*
 * Whole copies of the program, started as a person starts them. They run on this tree as it is installed and built:
 * a start that would install or build here would pull the packages from under the tests.
 */

export const root = process.cwd();
export const node24 = path.join(root, 'node_modules/node/bin/node');

export type Running = {
  readonly pid: number;
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  /** Both streams, as a person sees them. */
  readonly output: () => string;
  readonly ended: Promise<number | null>;
};

const children: ChildProcess[] = [];
const folders: string[] = [];
/** Once its parent is gone, a server that should have ended is found by its number only. */
const seen = new Set<number>();

export async function aDataDir(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'jawort-start-'));
  await chmod(folder, 0o755);
  folders.push(folder);
  return path.join(folder, 'data');
}

export type Start = {
  readonly dataDir?: string;
  readonly port?: number;
  readonly env?: Record<string, string>;
  readonly command?: readonly string[];
  readonly uid?: number;
};

/** `npm start`, unless another command is given. Its own process group, as a terminal would give it. */
export async function start({
  dataDir,
  port,
  env = {},
  command = ['npm', 'start'],
  uid,
}: Start = {}): Promise<Running> {
  const home = dataDir ?? (await aDataDir());
  const own = port ?? (await aFreePort());
  const { NODE_ENV: _test, VITEST: _vitest, ...outside } = process.env;
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    detached: true,
    env: { ...outside, NODE_ENV: 'production', PORT: String(own), JAWORT_DATA_DIR: home, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
  children.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return {
    pid: child.pid ?? 0,
    port: own,
    url: `http://localhost:${String(own)}`,
    dataDir: home,
    output: () => output,
    ended,
  };
}

/** Milliseconds from the call until /readyz is 200; throws with the output when the program ends before. */
export async function untilReady(running: Running, waitMsMax = 60_000): Promise<number> {
  const since = performance.now();
  let over = false;
  void running.ended.then(() => (over = true));
  while (performance.now() - since < waitMsMax) {
    if (over) throw new Error(`ended before it was ready:\n${running.output()}`);
    if ((await statusOf(`${running.url}/readyz`)) === 200) return performance.now() - since;
    await sleep(20);
  }
  throw new Error(`not ready in time:\n${running.output()}`);
}

/** The status of a GET, or null where nobody answers. */
export async function statusOf(url: string): Promise<number | null> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  }
}

/** npm, the start script and the server: the process and all below it, without the database. */
export function familyOf(pid: number): number[] {
  if (readText(`/proc/${String(pid)}/comm`).trim() === 'postgres') return [];
  const below = readText(`/proc/${String(pid)}/task/${String(pid)}/children`)
    .split(' ')
    .filter(Boolean)
    .map(Number);
  seen.add(pid);
  return [pid, ...below.flatMap(familyOf)];
}

export async function databasePid(dataDir: string): Promise<number | null> {
  return (await readPidFile(await clusterOf(dataDir)))?.pid ?? null;
}

export async function allGone(pids: readonly number[], waitMsMax = 10_000): Promise<number[]> {
  for (const since = performance.now(); performance.now() - since < waitMsMax; await sleep(20))
    if (!pids.some(runs)) return [];
  return pids.filter(runs);
}

export async function aFreePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** After each test: whatever it left behind. */
export async function cleanUp(): Promise<void> {
  for (const child of children.splice(0))
    if (child.pid !== undefined) for (const pid of familyOf(child.pid)) kill(pid);
  for (const pid of seen) if (readText(`/proc/${String(pid)}/cmdline`).includes('dist/server.js')) kill(pid);
  seen.clear();
  for (const folder of folders.splice(0)) {
    const database = await databasePid(path.join(folder, 'data'));
    if (database !== null && runs(database)) {
      kill(database);
      await allGone([database]);
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

async function clusterOf(dataDir: string): Promise<string> {
  try {
    const record: unknown = JSON.parse(await readFile(path.join(dataDir, 'database.json'), 'utf8'));
    return (record as { cluster: string }).cluster;
  } catch {
    return path.join(dataDir, 'postgres'); // Not begun yet.
  }
}

function kill(pid: number): void {
  if (runs(pid)) process.kill(pid, 'SIGKILL');
}

/** A zombie (ended, not yet collected by whoever inherits it) runs no more. */
function runs(pid: number): boolean {
  return pidIsAlive(pid) && !/\) Z /.test(readText(`/proc/${String(pid)}/stat`));
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
