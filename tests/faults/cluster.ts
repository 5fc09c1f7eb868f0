import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { completeConfig } from '#lib/config.ts';
import { postgresAccount } from '#db/boot/account.ts';
import { installedBinaries, runnableBinaries } from '#db/boot/binaries.ts';
import { initCluster } from '#db/boot/init-cluster.ts';
import { launch } from '#db/boot/launch.ts';
import { stopServer } from '#db/boot/pid-file.ts';
import { pidIsAlive } from '#db/boot/process-identity.ts';
import { systemFolder } from '#db/boot/reach.ts';
import { addressOf, makeRoles } from '#db/boot/roles.ts';
import { newPasswords } from '#db/boot/secrets.ts';
import { closePools } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';

export interface OwnCluster {
  readonly appUrl: string;
  readonly superUrl: string;
  readonly port: number;
  readonly dir: string;
  readonly pid: () => number;
  /** As a power cut of the program: no time to write anything. Its backends end by themselves. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** On the same port, with the data it has. */
  readonly start: (more?: Record<string, string>) => Promise<void>;
  /** One statement as the superuser, on a connection of its own. */
  readonly run: (statement: string) => Promise<Record<string, unknown>[]>;
  readonly remove: () => Promise<void>;
}

/** A migrated PostgreSQL of this file's own that syncs what it acknowledges, to be killed and started again. */
export async function ownCluster(settings: Record<string, string> = {}): Promise<OwnCluster> {
  const account = await postgresAccount();
  const dir = await mkdtemp(path.join(os.tmpdir(), 'jawort-faults-'));
  await chmod(dir, 0o755);
  const cluster = path.join(dir, 'postgres');
  const passwords = newPasswords();
  const shared = systemFolder(path.dirname((await installedBinaries()).postgres));
  const binaries = await runnableBinaries(account, shared, () => undefined);
  await initCluster({ binaries, account, cluster, password: passwords.superuser, sync: false });
  const run = (more: Record<string, string>, port: number | null) =>
    launch({
      program: binaries.postgres,
      account,
      cluster,
      logFile: path.join(dir, 'postgres.log'),
      port,
      settings: { max_connections: '100', ...settings, ...more },
      detached: true,
    });
  const first = await run({}, null);
  const { port } = first;
  let { pid } = first;
  await makeRoles(port, passwords);
  const appUrl = addressOf('jawort_login', passwords.login, port);
  const superUrl = addressOf('postgres', passwords.superuser, port);
  await migrate({ adminUrl: addressOf('jawort_owner', passwords.owner, port), appUrl });
  const stop = () => stopServer(pid, cluster);
  return {
    appUrl,
    superUrl,
    port,
    dir,
    pid: () => pid,
    stop,
    kill: async () => {
      process.kill(pid, 'SIGKILL');
      while (pidIsAlive(pid)) await sleep(5);
    },
    start: async (more = {}) => {
      const again = await run(more, port);
      if (again.port !== port) throw new Error('the port of the cluster was taken');
      pid = again.pid;
    },
    run: async (statement) => {
      const sql = postgres(superUrl, { max: 1, onnotice: () => undefined });
      try {
        return [...(await sql.unsafe<Record<string, unknown>[]>(statement))];
      } finally {
        await sql.end({ timeout: 5 });
      }
    },
    remove: async () => {
      await closeQueue();
      await closePools();
      if (pidIsAlive(pid)) await stop();
      await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}

/** Keys as the environment gives them, for this process and for programs beside it. */
export function ownKeys() {
  const masterKey = randomBytes(32);
  const authSecret = randomBytes(32).toString('base64');
  return { masterKey, authSecret };
}

/** The services of this process on that database. */
export function pointTo(databaseUrl: string, keys: ReturnType<typeof ownKeys>): void {
  completeConfig({ databaseUrl, databaseAdminUrl: null, ...keys });
}
