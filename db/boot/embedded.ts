import path from 'node:path';
import { codeOf } from '#lib/start-fault.ts';
import { postgresAccount } from './account.ts';
import { adoptRunning } from './adopt.ts';
import { runnableBinaries } from './binaries.ts';
import { underBootLock } from './boot-lock.ts';
import { makeDataDir } from './data-dir.ts';
import { clusterMajor, initCluster, refuseOtherMajor } from './init-cluster.ts';
import { launch, type Launched } from './launch.ts';
import { signalServer, stopServer } from './pid-file.ts';
import { placeCluster } from './place.ts';
import { isAlive, thisProcess } from './process-identity.ts';
import { systemFolder } from './reach.ts';
import { readRecord, writeRecord } from './record.ts';
import { addressOf, makeRoles } from './roles.ts';
import { keepSecrets, type Secrets } from './secrets.ts';

export type EmbeddedOptions = {
  readonly dataDir: string;
  /** From the settings, where given: they go before the ones made here. */
  readonly masterKey: Uint8Array | null;
  readonly authSecret: string | null;
  /** Told what takes long. */
  readonly say: (line: string) => void;
};

export type Embedded = {
  readonly appUrl: string;
  readonly adminUrl: string;
  readonly secrets: Secrets;
  /** False: another living process started the server and stops it. */
  readonly owned: boolean;
  readonly stop: () => Promise<void>;
  /** For a process that must end at once: asks the server to stop and does not wait. */
  readonly stopNow: () => void;
};

const settings = { max_connections: '100', fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' };

/**
 * PostgreSQL in the data directory: made at the first start, then started, joined (another process runs it) or taken
 * over (its process died and left the server running). Throws a `StartFault` for all a person can mend.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const account = await postgresAccount();
  const home = await makeDataDir(options.dataDir, account);
  return underBootLock(home, async () => {
    const record = await readRecord(home);
    const cluster = await placeCluster({ home, account, record, say: options.say });
    const major = await clusterMajor(cluster);
    const secrets = await keepSecrets(home, {
      masterKey: options.masterKey,
      authSecret: options.authSecret,
      dataExists: major !== null,
    });
    const running = await adoptRunning(cluster, secrets.passwords.superuser);
    const joined = running !== null && record !== null && isAlive(record.owner);

    const binaries = await runnableBinaries(account, systemFolder(home), options.say);
    if (major === null) {
      options.say('Making the database (first time only) …');
      await initCluster({ binaries, account, cluster, password: secrets.passwords.superuser, sync: true });
    } else refuseOtherMajor(major, binaries.version, cluster);
    const server =
      running ??
      (await launch({
        program: binaries.postgres,
        account,
        cluster,
        logFile: path.join(home, 'postgres.log'),
        port: record?.port ?? null,
        settings,
        detached: true,
      }));

    try {
      const prepared = major !== null && record?.prepared === true;
      if (!prepared) await makeRoles(server.port, secrets.passwords);
      const owner = joined ? record.owner : thisProcess();
      await writeRecord({
        home,
        cluster,
        program: binaries.postgres,
        port: server.port,
        owner,
        prepared: true,
      });
    } catch (cause) {
      // Half way: without this the server would outlive the refused start.
      if (!joined) await stopServer(server.pid, cluster);
      throw cause;
    }
    return handleOf({ home, cluster, server, secrets, joined });
  });
}

type Opened = { home: string; cluster: string; server: Launched; secrets: Secrets; joined: boolean };

function handleOf({ home, cluster, server, secrets, joined }: Opened): Embedded {
  const { login, owner } = secrets.passwords;
  return {
    appUrl: addressOf('jawort_login', login, server.port),
    adminUrl: addressOf('jawort_owner', owner, server.port),
    secrets,
    owned: !joined,
    stop: async () => {
      if (joined) return;
      await underBootLock(home, () => stopServer(server.pid, cluster)).catch(async (cause: unknown) => {
        if (codeOf(cause) !== 'ENOENT') throw cause; // The data directory was removed below us.
        await stopServer(server.pid, cluster);
      });
    },
    stopNow: () => {
      if (!joined) signalServer(server.pid, 'SIGINT');
    },
  };
}
