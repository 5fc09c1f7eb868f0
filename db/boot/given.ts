import postgres from 'postgres';
import { codeOf, StartFault } from '#lib/start-fault.ts';

const oldestVersionNum = 150_000;

/** Reaches the database of DATABASE_URL once, or throws a `StartFault` that names where (never the password). */
export async function reachGiven(databaseUrl: string): Promise<void> {
  const where = new URL(databaseUrl).host;
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await sql<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    if (row === undefined || row.version < oldestVersionNum)
      throw new StartFault(
        `The database at ${where} is older than PostgreSQL 15: give a newer one in DATABASE_URL.`,
      );
  } catch (cause) {
    if (cause instanceof StartFault) throw cause;
    throw new StartFault(
      `The database at ${where} ${complaintOf(cause)}: check DATABASE_URL and that the server runs.`,
      { cause },
    );
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function complaintOf(cause: unknown): string {
  const code = codeOf(cause) ?? 'unknown reason';
  return complaints[code] ?? `cannot be used (${code})`;
}

/** System and SQLSTATE codes that have a plain meaning. */
const complaints: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'does not take connections',
  EHOSTUNREACH: 'does not take connections',
  ENETUNREACH: 'does not take connections',
  ENOTFOUND: 'has no address',
  EAI_AGAIN: 'has no address',
  CONNECT_TIMEOUT: 'did not answer in time',
  ETIMEDOUT: 'did not answer in time',
  '28P01': 'does not know this user or password',
  '28000': 'does not know this user or password',
  '3D000': 'has no such database',
  '57P03': 'is not ready yet',
};
