import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { codeOf, StartFault } from '#lib/start-fault.ts';
import type { Launched } from './launch.ts';
import { runningPidFile } from './pid-file.ts';
import { addressOf } from './roles.ts';

/** It may be recovering from a crash, or still ending. */
const answerMsMax = 60_000;

/**
 * The server that already runs on this cluster, once it answers with our password: another process's, or an orphan.
 * Null when none runs (any more).
 */
export async function adoptRunning(cluster: string, superuserPassword: string): Promise<Launched | null> {
  for (const since = performance.now(); performance.now() - since < answerMsMax; await sleep(25)) {
    const file = await runningPidFile(cluster);
    if (file === null) return null;
    if (
      file.ready &&
      (await answers(addressOf('postgres', superuserPassword, file.port, 'postgres'), cluster))
    )
      return { pid: file.pid, port: file.port };
  }
  throw new StartFault(
    `The database in ${cluster} runs but does not answer: end its process (named in postmaster.pid there) and start again.`,
  );
}

async function answers(address: string, cluster: string): Promise<boolean> {
  const sql = postgres(address, { max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    await sql`select`;
    return true;
  } catch (cause) {
    if (codeOf(cause) === '28P01')
      throw new StartFault(
        `The database in ${cluster} does not take our password: put back the secrets.json that belongs to it.`,
        { cause },
      );
    return false; // Starting, ending, or gone since: the next look tells.
  } finally {
    await sql.end({ timeout: 1 });
  }
}
