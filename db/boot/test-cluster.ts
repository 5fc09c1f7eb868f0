import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { postgresAccount } from './account.ts';
import { installedBinaries, runnableBinaries } from './binaries.ts';
import { initCluster } from './init-cluster.ts';
import { launch } from './launch.ts';
import { runningPidFile, signalServer, stopServer } from './pid-file.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';
import { isAlive, ProcessIdentity, thisProcess } from './process-identity.ts';
import { systemFolder } from './reach.ts';
import { addressOf, makeRoles } from './roles.ts';
import { newPasswords } from './secrets.ts';

export type TestCluster = {
  readonly dir: string;
  readonly port: number;
  readonly appUrl: string;
  readonly adminUrl: string;
  /** Of the database `postgres`; for templates and for tests about roles. */
  readonly superUrl: string;
  /** Stops the server and removes its folder. */
  readonly stop: () => Promise<void>;
};

const prefix = 'jawort-test-';
const settings = {
  max_connections: '200',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
};
/** For measuring what is acknowledged: on the disk, as shipped. */
const durableSettings = { ...settings, fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/**
 * The same PostgreSQL, roles and database as `openEmbedded` makes, in a folder that is thrown away and without care
 * for power loss unless `durable`. `dir`, where given, is used and removed as a whole.
 */
export async function startTestCluster({
  dir,
  durable = false,
}: { dir?: string; durable?: boolean } = {}): Promise<TestCluster> {
  await sweepDeadClusters();
  const account = await postgresAccount();
  const home = dir ?? (await mkdtemp(path.join(os.tmpdir(), prefix)));
  await mkdir(home, { recursive: true });
  await chmod(home, 0o755);
  await writePrivateJson(path.join(home, 'owner.json'), thisProcess());
  const passwords = newPasswords();
  const cluster = path.join(home, 'postgres');
  const binaries = await runnableBinaries(
    account,
    await sharedFolder(),
    (line) => void process.stderr.write(`${line}\n`),
  );
  await initCluster({ binaries, account, cluster, password: passwords.superuser, sync: false });
  const logFile = path.join(home, 'postgres.log');
  const server = await launch({
    program: binaries.postgres,
    account,
    cluster,
    logFile,
    port: null,
    settings: durable ? durableSettings : settings,
    detached: true,
  });
  await makeRoles(server.port, passwords);
  return {
    dir: home,
    port: server.port,
    appUrl: addressOf('jawort_login', passwords.login, server.port),
    adminUrl: addressOf('jawort_owner', passwords.owner, server.port),
    superUrl: addressOf('postgres', passwords.superuser, server.port, 'postgres'),
    stop: async () => {
      await stopServer(server.pid, cluster);
      await rm(home, { recursive: true, force: true });
    },
  };
}

/** A killed test run leaves its server behind; the next run ends it. Clusters of living runs are left alone. */
async function sweepDeadClusters(): Promise<void> {
  for (const name of await readdir(os.tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const home = path.join(os.tmpdir(), name);
    const owner = await readPrivateJson(path.join(home, 'owner.json'), ProcessIdentity).catch(() => null);
    if (owner === null || isAlive(owner)) continue;
    const server = await runningPidFile(path.join(home, 'postgres'));
    if (server !== null) signalServer(server.pid, 'SIGQUIT');
    await rm(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** One copy of the program for all test runs of this installation, where it cannot be run in place. */
async function sharedFolder(): Promise<string> {
  return systemFolder(path.dirname((await installedBinaries()).postgres));
}
