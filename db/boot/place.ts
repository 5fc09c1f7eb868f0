import { existsSync } from 'node:fs';
import { chmod, chown, cp, lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Account } from './account.ts';
import { clusterMajor } from './init-cluster.ts';
import { runningPidFile } from './pid-file.ts';
import { canEnter, systemFolder } from './reach.ts';
import type { BootRecord } from './record.ts';

export type PlaceCluster = {
  readonly home: string;
  readonly account: Account | null;
  readonly record: BootRecord | null;
  readonly say: (line: string) => void;
};

/**
 * Where the cluster of this data directory is, or is to be made: in it, or in a folder of the system when the
 * database's user cannot get there. A cluster that can no longer be reached is moved.
 */
export async function placeCluster({ home, account, record, say }: PlaceCluster): Promise<string> {
  const known = knownPlace(home, record);
  if ((await runningPidFile(known)) !== null || (await canEnter(path.dirname(known), account))) return known;
  const folder = systemFolder(home);
  const cluster = path.join(folder, 'postgres');
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o755);
  if ((await clusterMajor(known)) !== null) await move(known, cluster, account);
  say(
    `This folder is closed to the database's user: the database lies in ${folder} (remove it together with this folder).`,
  );
  return cluster;
}

function knownPlace(home: string, record: BootRecord | null): string {
  const inside = path.join(home, 'postgres');
  if (record === null) return inside;
  // Copied: the original is still there and keeps its own. Renamed: a cluster outside stays where it is.
  if (record.home !== home && existsSync(record.home)) return inside;
  return record.cluster === path.join(record.home, 'postgres') ? inside : record.cluster;
}

/** Across file systems: a copy beside the target, then the rename, and only then the original goes. */
async function move(from: string, to: string, account: Account | null): Promise<void> {
  const part = `${to}.part`;
  try {
    await cp(from, part, { recursive: true, preserveTimestamps: true });
    if (account) await giveAll(part, account);
    await chmod(part, 0o700);
    await rename(part, to);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  await rm(from, { recursive: true });
}

async function giveAll(entry: string, account: Account): Promise<void> {
  await chown(entry, account.uid, account.gid);
  if (!(await lstat(entry)).isDirectory()) return;
  for (const name of await readdir(entry)) await giveAll(path.join(entry, name), account);
}
