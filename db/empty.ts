import postgres from 'postgres';

/**
 * Removes every row and table, as the owner. For the demo's database only, and only while nobody else is connected:
 * `in_use` means that nothing was touched.
 */
export async function emptyDatabase(adminUrl: string): Promise<'emptied' | 'in_use'> {
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const others = await sql`
      select from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`;
    if (others.length > 0) return 'in_use';
    await sql.begin(async (tx) => {
      await tx`drop schema if exists public, pgboss, drizzle cascade`;
      await tx`create schema public`;
    });
    return 'emptied';
  } finally {
    await sql.end({ timeout: 5 });
  }
}
