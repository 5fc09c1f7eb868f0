import { readFile, realpath, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf } from '#lib/start-fault.ts';
import { commandOf, pidIsAlive } from './process-identity.ts';

/** What PostgreSQL writes into `postmaster.pid`: line 1 pid, 2 data directory, 4 port, 8 status. */
export type PidFile = {
  readonly pid: number;
  readonly directory: string;
  readonly port: number;
  readonly ready: boolean;
};

export async function readPidFile(cluster: string): Promise<PidFile | null> {
  try {
    const lines = (await readFile(fileOf(cluster), 'utf8')).split('\n');
    return {
      pid: Number(lines[0]),
      directory: lines[1] ?? '',
      port: Number(lines[3] ?? 0),
      ready: lines[7]?.trim() === 'ready',
    };
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return null;
    throw cause;
  }
}

/**
 * The file of a server that runs on this cluster, or null. A file left by a crash, by a machine that lost power (its
 * pid may be another program's now) or by copying a running folder is removed: PostgreSQL would refuse to start.
 */
export async function runningPidFile(cluster: string): Promise<PidFile | null> {
  const found = await readPidFile(cluster);
  if (found === null) return null;
  if ((await isHere(found.directory, cluster)) && isServerOf(found.pid, cluster)) return found;
  await rm(fileOf(cluster), { force: true });
  return null;
}

/** SIGINT = fast shutdown: sessions are ended, everything is written, the file goes last. */
export async function stopServer(pid: number, cluster: string): Promise<void> {
  for (const [signal, waitMs] of [
    ['SIGINT', 10_000],
    ['SIGQUIT', 5_000],
  ] as const) {
    if (!signalServer(pid, signal)) return;
    for (const since = performance.now(); performance.now() - since < waitMs; await sleep(5)) {
      const file = await readPidFile(cluster);
      if (file?.pid !== pid && !pidIsAlive(pid)) return;
    }
  }
  throw new Error(`the database process ${String(pid)} did not end`);
}

/** False when it had ended already. */
export function signalServer(pid: number, signal: 'SIGINT' | 'SIGQUIT'): boolean {
  try {
    return process.kill(pid, signal);
  } catch (cause) {
    if (codeOf(cause) === 'ESRCH') return false;
    throw cause;
  }
}

async function isHere(directory: string, cluster: string): Promise<boolean> {
  try {
    return (await realpath(directory)) === (await realpath(cluster));
  } catch {
    return false; // The folder it names is gone: the file came here with a copy.
  }
}

/** We start it with `-D cluster`; where commands cannot be seen, a living pid has to be believed. */
function isServerOf(pid: number, cluster: string): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 1 || !pidIsAlive(pid)) return false;
  const command = commandOf(pid);
  return command === '' || command.includes(cluster);
}

function fileOf(cluster: string): string {
  return path.join(cluster, 'postmaster.pid');
}
