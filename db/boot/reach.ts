import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { childEnvironment, type Account } from './account.ts';

/*
 * As root in a folder only root may enter (a home directory, mktemp -d), the account PostgreSQL runs as sees neither
 * its program nor its data. Both then live in a folder of the system.
 */

/** May the account pass through every folder down to this one? */
export async function canEnter(folder: string, account: Account | null): Promise<boolean> {
  if (account === null) return true;
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const seen = await stat(at);
    const bit = seen.uid === account.uid ? 0o100 : seen.gid === account.gid ? 0o010 : 0o001;
    if ((seen.mode & bit) === 0) return false;
    if (path.dirname(at) === at) return true;
  }
}

/** Trying is the honest test: a mask at install time can hide the program or its libraries as well. */
export function canRun(program: string, account: Account | null): boolean {
  if (account === null) return true;
  return spawnSync(program, ['--version'], { ...account, cwd: '/', env: childEnvironment() }).status === 0;
}

/** The folder of the system for what belongs to `folder`. */
export function systemFolder(folder: string): string {
  return path.join('/var/lib', `jawort-${createHash('sha256').update(folder).digest('hex').slice(0, 12)}`);
}
