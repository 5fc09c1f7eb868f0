import { completeConfig, settings } from '#lib/config.ts';
import { openEmbedded } from './embedded.ts';
import { reachGiven } from './given.ts';

export type Database = {
  readonly appUrl: string;
  /** The owner, for the migrate step alone; null where only the app's user was given. */
  readonly adminUrl: string | null;
  readonly embedded: boolean;
  readonly stop: () => Promise<void>;
  readonly stopNow: () => void;
};

/**
 * The database of this process as the settings want it: the given one, or the built-in one started or joined.
 * Completes `config()`, so everything that asks for the address or the keys is loaded or called after this.
 */
export async function openDatabase(say: (line: string) => void): Promise<Database> {
  const { databaseUrl, databaseAdminUrl, masterKey, authSecret, dataDir } = settings();
  if (databaseUrl !== null) {
    await reachGiven(databaseUrl);
    return {
      appUrl: databaseUrl,
      adminUrl: databaseAdminUrl,
      embedded: false,
      stop: async () => undefined,
      stopNow: () => undefined,
    };
  }
  const { appUrl, adminUrl, secrets, stop, stopNow } = await openEmbedded({
    dataDir,
    masterKey,
    authSecret,
    say,
  });
  completeConfig({
    databaseUrl: appUrl,
    databaseAdminUrl: adminUrl,
    masterKey: secrets.masterKey,
    authSecret: secrets.authSecret,
  });
  return { appUrl, adminUrl, embedded: true, stop, stopNow };
}
