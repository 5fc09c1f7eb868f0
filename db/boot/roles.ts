import postgres from 'postgres';
import type { Secrets } from './secrets.ts';

const databaseName = 'jawort';

/** postgres.js address of one of our roles. Passwords are base64url: nothing to escape. */
export function addressOf(user: string, password: string, port: number, database = databaseName): string {
  return `postgres://${user}:${password}@127.0.0.1:${String(port)}/${database}`;
}

/**
 * The superuser's only work: `jawort_owner` (owns the database, makes roles, migrates) and `jawort_login` (the app;
 * owns nothing, inherits nothing, takes on a role for each pool). Safe to run again after a start that was cut off.
 */
export async function makeRoles(port: number, passwords: Secrets['passwords']): Promise<void> {
  const sql = postgres(addressOf('postgres', passwords.superuser, port, 'postgres'), {
    max: 1,
    onnotice: () => undefined,
  });
  try {
    const found = await sql<{ rolname: string }[]>`select rolname from pg_roles`;
    const verb = (role: string) => (found.some((row) => row.rolname === role) ? 'alter' : 'create');
    await sql.unsafe(
      `${verb('jawort_owner')} role jawort_owner login createrole password '${passwords.owner}'`,
    );
    await sql.unsafe(
      `${verb('jawort_login')} role jawort_login login noinherit password '${passwords.login}'`,
    );
    const [there] = await sql`select from pg_database where datname = ${databaseName}`;
    if (there === undefined) await sql.unsafe(`create database ${databaseName} owner jawort_owner`);
    await sql.unsafe(`revoke all on database ${databaseName}, postgres, template1 from public`);
    await sql.unsafe(`grant connect on database ${databaseName} to jawort_login`);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
