import { spawn, type ChildProcess } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { readFile, rename, rm, stat } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DISK_FULL, StartFault } from '#lib/start-fault.ts';
import { childEnvironment, type Account } from './account.ts';
import { readPidFile } from './pid-file.ts';
import { lacksRoom, reasonIn } from './room.ts';

export type Launch = {
  readonly program: string;
  readonly account: Account | null;
  readonly cluster: string;
  readonly logFile: string;
  /** The port of last time; another is taken when it is busy. */
  readonly port: number | null;
  readonly settings: Readonly<Record<string, string>>;
  /** Own process group, so that Ctrl-C stops us first and the database after our last answer. */
  readonly detached: boolean;
};
export type Launched = { readonly pid: number; readonly port: number };

const readyMsMax = 60_000;
const attemptsMax = 20;
const logBytesMax = 1_000_000;

/** Only loopback, no socket files (their paths have a length limit and their folders an owner). */
const always = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Errors of statements are our own to log; their texts would repeat personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  password_encryption: 'scram-sha-256',
};

/** Starts PostgreSQL and returns once it takes connections. */
export async function launch(wanted: Launch): Promise<Launched> {
  await shortenLog(wanted.logFile);
  let port = wanted.port !== null && (await isFreeSoon(wanted.port)) ? wanted.port : await freePort();
  for (let attempt = 1; ; attempt += 1) {
    const failure = await tryOnce(wanted, port);
    if (typeof failure === 'object') return failure;
    // The port went to another program, or children of a killed server are still ending.
    const taken = /could not bind|Address already in use/.test(failure);
    const ending = /shared memory block .* is still in use/.test(failure);
    if ((!taken && !ending) || attempt === attemptsMax) throw await faultOf(failure, wanted);
    if (taken) port = await freePort();
    await sleep(250);
  }
}

/** The running server, or what it said before it ended. */
async function tryOnce(wanted: Launch, port: number): Promise<Launched | string> {
  const logged = await sizeOf(wanted.logFile);
  const child = start(wanted, port);
  const ended = new Promise<'ended'>((resolve, reject) =>
    child.once('error', reject).once('exit', () => resolve('ended')),
  );
  const ready = untilReady(child, wanted.cluster);
  if ((await Promise.race([ended, ready.promise])) === 'ready' && child.pid !== undefined) {
    child.unref();
    return { pid: child.pid, port };
  }
  ready.cancel();
  return (await readFile(wanted.logFile)).subarray(logged).toString();
}

function start(
  { program, account, cluster, logFile, settings, detached }: Launch,
  port: number,
): ChildProcess {
  // A file, not a pipe: a pipe that nobody reads any more would block the server.
  const log = openSync(logFile, 'a', 0o600);
  try {
    const options = Object.entries({ ...always, ...settings, port: String(port) }).flatMap(
      ([name, value]) => ['-c', `${name}=${value}`],
    );
    return spawn(program, ['-D', cluster, ...options], {
      ...account,
      cwd: '/',
      env: childEnvironment(),
      detached,
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
}

function untilReady(
  child: ChildProcess,
  cluster: string,
): { promise: Promise<'ready' | 'late'>; cancel: () => void } {
  let cancelled = false;
  const watch = async (): Promise<'ready' | 'late'> => {
    for (
      const since = performance.now();
      performance.now() - since < readyMsMax && !cancelled;
      await sleep(5)
    ) {
      const file = await readPidFile(cluster);
      if (file?.ready === true && file.pid === child.pid) return 'ready';
    }
    if (!cancelled) child.kill('SIGINT');
    return 'late';
  };
  return { promise: watch(), cancel: () => (cancelled = true) };
}

async function faultOf(said: string, { cluster, logFile }: Launch): Promise<StartFault> {
  if (await lacksRoom(said, path.dirname(cluster))) return new StartFault(DISK_FULL);
  return new StartFault(`The built-in database did not start: ${reasonIn(said)} (more in ${logFile}).`);
}

/**
 * A free port below the range from which systems give out ports for outgoing connections: while the server is down its
 * port must not go to somebody's client, least of all to one of ours that keeps trying to reach it and meets itself.
 * Whoever takes it in the meantime makes `launch` try another.
 */
async function freePort(): Promise<number> {
  for (let tries = 0; tries < 200; tries += 1) {
    const port = randomInt(15_000, 32_000);
    if (await isFree(port)) return port;
  }
  throw new StartFault('No free port for the built-in database was found between 15000 and 32000.');
}

/** What is left of a killed server may hold its port for a moment. */
async function isFreeSoon(port: number): Promise<boolean> {
  for (let tries = 0; tries < 20; tries += 1) {
    if (await isFree(port)) return true;
    await sleep(100);
  }
  return false;
}

async function isFree(port: number): Promise<boolean> {
  const server = net.createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

async function shortenLog(file: string): Promise<void> {
  if ((await sizeOf(file)) < logBytesMax) return;
  await rm(`${file}.1`, { force: true });
  await rename(file, `${file}.1`);
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return 0;
    throw cause;
  }
}
