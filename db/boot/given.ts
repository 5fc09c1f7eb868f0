import postgres from 'postgres';
import { codeOf, StartFault } from '#lib/start-fault.ts';

const oldestVersionNum = 150_000;

/** Reaches the database of DATABASE_URL once, or throws a `StartFault` that names where (never the password). */
export async function reachGiven(databaseUrl: string): Promise<void> {
  const where = new URL(databaseUrl).host;
  const sql = postgres(databaseUrl, { max: 1, connect_timeout: 10, onnotice: () => undefined });
  try {
    const [row] = await sql<{ version: number }[]>`select current_setting('server_version_num')::int as version`;
    if (row === undefined || row.version < oldestVersionNum)
      throw new StartFault(`The database at ${where} is older than PostgreSQL 15: give a newer one in DATABASE_URL.`);
  } catch (cause) {
    if (cause instanceof StartFault) throw cause;
    throw new StartFault(`The database at ${where} ${complaintOf(cause)}: check DATABASE_URL and that the server runs.`, { cause });
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function complaintOf(cause: unknown): string {
  const code = codeOf(cause);
  switch (code) {
    case 'ECONNREFUSED':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'does not take connections';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'has no address';
    case 'CONNECT_TIMEOUT':
    case 'ETIMEDOUT':
      return 'did not answer in time';
    case '28P01':
    case '28000':
      return 'does not know this user or password';
    case '3D000':
      return 'has no such database';
    case '57P03':
      return 'is not ready yet';
    default:
      return `cannot be used (${code ?? 'unknown reason'})`;
  }
}
