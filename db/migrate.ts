import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import { PgBoss } from 'pg-boss';
import postgres from 'postgres';
import { GATHERING, QUEUES } from '#lib/domain/jobs/queues.ts';
import { StartFault } from '#lib/start-fault.ts';

const folder = () => path.join(process.cwd(), 'db', 'migrations');
const roles = ['jawort_app', 'jawort_auth', 'jawort_check', 'jawort_lookup'] as const;
const quiet = {
  max: 1,
  onnotice: () => undefined,
  connection: { application_name: 'jawort-migrate' },
} as const;

/**
 * Brings the database to this release, as its owner: roles, tables, fences, job queues. Safe to run again and
 * side by side (advisory lock). The user of `appUrl` ends with exactly the rights of the app and owns nothing.
 */
export async function migrate({
  adminUrl,
  appUrl,
}: {
  adminUrl: string;
  appUrl: string;
}): Promise<{ applied: number }> {
  const sql = postgres(adminUrl, quiet);
  try {
    await sql`select pg_advisory_lock(hashtext('jawort-migrate'))`;
    const before = await appliedCount(sql);
    await makeRoles(sql);
    await runMigrations(drizzle(sql), { migrationsFolder: folder() });
    await installQueues(adminUrl);
    await grantToApp(sql, decodeURIComponent(new URL(appUrl).username));
    return { applied: (await appliedCount(sql)) - before };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** `behind`: the code expects migrations that are missing. `ahead`: a newer release has been here. */
export async function schemaState(appUrl: string): Promise<'current' | 'behind' | 'ahead'> {
  const sql = postgres(appUrl, { ...quiet, connection: { ...quiet.connection, role: 'jawort_check' } });
  try {
    const known = await knownTimes();
    const newest = await newestApplied(sql);
    const expected = known.at(-1) ?? 0;
    if (newest === expected) return 'current';
    return newest < expected ? 'behind' : 'ahead';
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Row-level security is worth nothing to a role that owns the tables, can bypass it or can become one that does.
 * Throws one sentence when the user of `appUrl` is such a role.
 */
export async function refuseUnsafeRole(appUrl: string): Promise<void> {
  const sql = postgres(appUrl, quiet);
  try {
    const [row] = await sql<{ name: string; strong: boolean; owns: boolean; missing: boolean }[]>`
      select current_user as name,
        exists (select from pg_roles r where (r.rolsuper or r.rolbypassrls) and pg_has_role(current_user, r.oid, 'member')) as strong,
        exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace
                where n.nspname = 'public' and c.relkind in ('r', 'p') and pg_has_role(current_user, c.relowner, 'member')) as owns,
        not (pg_has_role(current_user, 'jawort_app', 'member') and pg_has_role(current_user, 'jawort_check', 'member')) as missing`;
    if (!row) throw new Error('The database did not say who is connected.');
    if (row.strong)
      throw new StartFault(
        `DATABASE_URL connects as "${row.name}", which may bypass the fences between firms. Use a plain login role that owns nothing.`,
      );
    if (row.owns)
      throw new StartFault(
        `DATABASE_URL connects as "${row.name}", which owns the tables. Use another login role there, and the owner only in DATABASE_ADMIN_URL.`,
      );
    if (row.missing)
      throw new StartFault(
        `DATABASE_URL connects as "${row.name}", which was not prepared. Run "npm run jawort -- migrate" with DATABASE_ADMIN_URL set.`,
      );
  } finally {
    await sql.end({ timeout: 5 });
  }
}

async function makeRoles(sql: postgres.Sql): Promise<void> {
  const existing = await sql<
    { rolname: string }[]
  >`select rolname from pg_roles where rolname = any(${[...roles]})`;
  const names = new Set(existing.map((r) => r.rolname));
  for (const role of roles) {
    if (!names.has(role)) await createRole(sql, role);
  }
  // Needed to hand the look-up functions over. Not inherited: else the owner would see every firm's rows.
  const version = await serverVersion(sql);
  if (version >= 160000) await sql.unsafe('grant jawort_lookup to current_user with inherit false, set true');
  else await sql.unsafe('grant jawort_lookup to current_user');
}

/** Roles belong to the whole server: another database's migration may make them in the same moment. */
async function createRole(sql: postgres.Sql, role: string): Promise<void> {
  try {
    await sql.unsafe(`create role ${role} nologin`);
  } catch (cause) {
    const raced =
      cause instanceof postgres.PostgresError && (cause.code === '42710' || cause.code === '23505');
    if (!raced) throw cause;
  }
}

async function installQueues(adminUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: adminUrl,
    max: 1,
    supervise: false,
    schedule: false,
    monitorVacuum: false,
    reindex: false,
  });
  boss.on('error', () => undefined);
  await boss.start();
  try {
    for (const queue of QUEUES) {
      const policy = GATHERING[queue] === undefined ? 'standard' : 'short';
      await boss.createQueue(queue, { policy, retryLimit: 5, retryBackoff: true });
    }
  } finally {
    await boss.stop({ graceful: false });
  }
}

async function grantToApp(sql: postgres.Sql, login: string): Promise<void> {
  const quoted = `"${login.replaceAll('"', '""')}"`;
  const version = await serverVersion(sql);
  const plainly = version >= 160000 ? ' with inherit false, set true' : '';
  for (const role of ['jawort_app', 'jawort_auth', 'jawort_check'])
    await sql.unsafe(`grant ${role} to ${quoted}${plainly}`);
  if (version < 160000) await sql.unsafe('revoke jawort_lookup from current_user');
  await sql.unsafe(`
    grant usage on schema pgboss to jawort_app;
    grant select, insert, update, delete on all tables in schema pgboss to jawort_app;
    grant execute on all functions in schema pgboss to jawort_app;
    grant usage on schema drizzle to jawort_check;
    grant select on drizzle.__drizzle_migrations to jawort_check;`);
}

async function serverVersion(sql: postgres.Sql): Promise<number> {
  const [row] = await sql<
    { version: number }[]
  >`select current_setting('server_version_num')::int as version`;
  return row?.version ?? 0;
}

async function appliedCount(sql: postgres.Sql): Promise<number> {
  const [there] = await sql<
    { there: boolean }[]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as there`;
  if (!there?.there) return 0;
  const [row] = await sql<
    { count: number }[]
  >`select count(*)::int as count from drizzle.__drizzle_migrations`;
  return row?.count ?? 0;
}

async function newestApplied(sql: postgres.Sql): Promise<number> {
  try {
    const [row] = await sql<
      { newest: string | null }[]
    >`select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
    return Number(row?.newest ?? 0);
  } catch (cause) {
    // No schema, no table or no right to look: nothing of ours is there yet.
    if (
      cause instanceof postgres.PostgresError &&
      ['42P01', '3F000', '42501', '42704', '22023'].includes(cause.code)
    )
      return 0;
    throw cause;
  }
}

async function knownTimes(): Promise<number[]> {
  const journal: unknown = JSON.parse(await readFile(path.join(folder(), 'meta', '_journal.json'), 'utf8'));
  const entries = (journal as { entries: { when: number }[] }).entries;
  return entries.map((e) => e.when);
}
