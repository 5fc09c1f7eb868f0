import { createHash, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { migrate } from '#db/migrate.ts';
import type { Cluster } from './database-setup.ts';

const owner = 'jawort_suite_owner';

/**
 * A server of your own instead of the built-in one: a migrated template in it, made by an owner that may do what an
 * owner needs and no more, for the user of `appUrl`, who is there already. Both stay; the databases go.
 * Throws a sentence where `adminUrl` is no superuser: half of the tests look past the fences that bind everyone else.
 */
export async function useGivenServer({
  appUrl,
  adminUrl,
}: {
  appUrl: string;
  adminUrl: string;
}): Promise<Cluster & { stop: () => Promise<void> }> {
  const template = `jawort_suite_${randomBytes(4).toString('hex')}`;
  // The same for every run against this server: two side by side must not take each other's password away.
  const password = createHash('sha256').update(adminUrl).digest('hex');
  const login = decodeURIComponent(new URL(appUrl).username);
  const sql = postgres(adminUrl, { max: 1, onnotice: () => undefined });
  try {
    const [me] = await sql<{ super: boolean; version: string }[]>`
      select rolsuper as super, current_setting('server_version') as version from pg_roles where rolname = current_user`;
    if (me?.super !== true)
      throw new Error('DATABASE_ADMIN_URL must be a superuser of a server for tests: see CONTRIBUTING.md.');
    process.stdout.write(`tests run on the given PostgreSQL ${me.version}\n`);
    await makeOwner(sql, password);
    await sql.unsafe(`create database ${template} owner ${owner}`);
    await sql.unsafe(`revoke all on database ${template} from public`);
    await sql.unsafe(`grant connect on database ${template} to "${login.replaceAll('"', '""')}"`);
  } finally {
    await sql.end();
  }
  const cluster = {
    template,
    appUrl: at(appUrl, template),
    adminUrl: at(adminUrl, template, { user: owner, password }),
    superUrl: adminUrl,
  };
  await migrate(cluster);
  return {
    ...cluster,
    stop: async () => {
      const end = postgres(adminUrl, { max: 1, onnotice: () => undefined });
      await end.unsafe(`alter database ${template} with is_template false`);
      await end.unsafe(`drop database ${template} with (force)`);
      await end.end();
    },
  };
}

/** From 16 on an owner may only hand out roles that it made or was given to hand out. */
async function makeOwner(sql: postgres.Sql, password: string): Promise<void> {
  const rows = await sql<{ rolname: string }[]>`select rolname from pg_roles where rolname like 'jawort%'`;
  const there = new Set(rows.map((row) => row.rolname));
  const verb = there.has(owner) ? 'alter' : 'create';
  await sql.unsafe(`${verb} role ${owner} login createrole password '${password}'`);
  const [server] = await sql<{ handing: boolean }[]>`
    select current_setting('server_version_num')::int >= 160000 as handing`;
  if (server?.handing !== true) return;
  for (const role of ['jawort_app', 'jawort_auth', 'jawort_check', 'jawort_lookup'])
    if (there.has(role))
      await sql.unsafe(`grant ${role} to ${owner} with admin true, inherit false, set true`);
}

function at(url: string, database: string, as?: { user: string; password: string }): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  if (as) Object.assign(copy, { username: as.user, password: as.password });
  return copy.href;
}
