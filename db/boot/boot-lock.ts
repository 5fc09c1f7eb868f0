import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, StartFault } from '#lib/start-fault.ts';
import { isAlive, ProcessIdentity, thisProcess } from './process-identity.ts';

const waitMsMax = 60_000;
/** A lock whose holder cannot be read is being written this moment, or its writer died: after this time the latter. */
const unreadableMsMax = 3_000;

/** Starting and stopping one data directory's database, one process at a time. A dead holder's lock is taken over. */
export async function underBootLock<T>(dataDir: string, act: () => Promise<T>): Promise<T> {
  const file = path.join(dataDir, 'boot.lock');
  await take(file);
  try {
    return await act();
  } finally {
    await rm(file, { force: true });
  }
}

async function take(file: string): Promise<void> {
  for (const since = performance.now(); performance.now() - since < waitMsMax; await sleep(30)) {
    try {
      await writeFile(file, JSON.stringify(thisProcess()), { flag: 'wx', mode: 0o600 });
      return;
    } catch (cause) {
      if (codeOf(cause) !== 'EEXIST') throw cause;
      if (!(await isHeld(file))) await rm(file, { force: true });
    }
  }
  throw new StartFault(
    `Another process has been starting or stopping this database for a minute: stop it, or remove ${file} if there is none.`,
  );
}

async function isHeld(file: string): Promise<boolean> {
  try {
    const holder = ProcessIdentity.safeParse(parse(await readFile(file, 'utf8')));
    if (holder.success) return isAlive(holder.data);
    return Date.now() - (await stat(file)).mtimeMs < unreadableMsMax;
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return false;
    throw cause;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // Half written.
  }
}
