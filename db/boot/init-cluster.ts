import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, DISK_FULL, StartFault } from '#lib/start-fault.ts';
import { childEnvironment, type Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { lacksRoom, reasonIn } from './room.ts';

export type InitCluster = {
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly cluster: string;
  readonly password: string;
  /** False only for clusters that are thrown away. */
  readonly sync: boolean;
};

/** Makes the cluster beside its place and renames it: what stands there is always whole. */
export async function initCluster({
  binaries,
  account,
  cluster,
  password,
  sync,
}: InitCluster): Promise<void> {
  const part = `${cluster}.part`;
  const passwordFile = `${cluster}.password`;
  await rm(part, { recursive: true, force: true });
  try {
    await mkdir(part, { mode: 0o700 });
    // A pipe will not do (Node's is a socket, which cannot be opened by name), and the command line shows to everyone.
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) for (const each of [part, passwordFile]) await chown(each, account.uid, account.gid);
    await chmod(part, 0o700);
    await run(
      binaries.initdb,
      [
        `--pgdata=${part}`,
        '--username=postgres',
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        // The same order of text on every machine, whatever its C library.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        '--no-instructions',
        ...(sync ? [] : ['--no-sync']),
      ],
      account,
      part,
    );
    await rename(part, cluster);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(part, { recursive: true, force: true });
  }
}

/** The major version that made the cluster, or null where none stands. */
export async function clusterMajor(cluster: string): Promise<number | null> {
  try {
    return Number.parseInt(await readFile(path.join(cluster, 'PG_VERSION'), 'utf8'), 10);
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
}

/** PostgreSQL reads only clusters of its own major version. */
export function refuseOtherMajor(found: number, version: string, cluster: string): void {
  const ours = Number.parseInt(version, 10);
  if (found === ours) return;
  const advice =
    found > ours
      ? 'start it with the newer release of Jawort that made it'
      : 'take a backup with the release that made it and restore it into a new data directory';
  throw new StartFault(
    `The database in ${cluster} was made by PostgreSQL ${String(found)}, and this release brings ${String(ours)}: ${advice}.`,
  );
}

async function run(program: string, args: string[], account: Account | null, folder: string): Promise<void> {
  const child = spawn(program, args, {
    ...account,
    cwd: '/',
    env: childEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code === 0) return;
  if (await lacksRoom(complaint, folder)) throw new StartFault(DISK_FULL);
  throw new StartFault(`The built-in database could not be made: ${reasonIn(complaint)}.`);
}
