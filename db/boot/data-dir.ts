import { constants } from 'node:fs';
import { access, chmod, mkdir, realpath, stat } from 'node:fs/promises';
import { codeOf, DISK_FULL, isFullDisk, StartFault } from '#lib/start-fault.ts';
import type { Account } from './account.ts';

/**
 * Makes the data directory, or says in one sentence why it cannot be used. Returns its real path.
 * As root it must let the database's user pass (it may not look inside: 0711); the secrets in it are 0600 by themselves.
 */
export async function makeDataDir(dataDir: string, account: Account | null): Promise<string> {
  try {
    const made = await mkdir(dataDir, { recursive: true, mode: 0o700 });
    if (made !== undefined) await chmod(dataDir, account === null ? 0o700 : 0o711);
    if (!(await stat(dataDir)).isDirectory()) throw new StartFault(notAFolder(dataDir));
    await access(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(dataDir);
  } catch (cause) {
    if (cause instanceof StartFault) throw cause;
    if (isFullDisk(cause)) throw new StartFault(DISK_FULL, { cause });
    const code = codeOf(cause);
    if (code === 'EEXIST' || code === 'ENOTDIR') throw new StartFault(notAFolder(dataDir), { cause });
    throw new StartFault(
      `The data directory ${dataDir} cannot be written to (${code ?? 'unknown reason'}): give this user the right to it, or name another folder in JAWORT_DATA_DIR.`,
      { cause },
    );
  }
}

function notAFolder(dataDir: string): string {
  return `A file stands where the data directory should be (${dataDir}): move it away, or name another folder in JAWORT_DATA_DIR.`;
}
