import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { migrate, schemaState } from '#db/migrate.ts';
import type {} from '#tests/support/database-setup.ts';
import { asRole } from './as-role.ts';

/** An empty database, as `npm start` finds one on its first day. */
const name = `m_${randomBytes(6).toString('hex')}`;
const at = { appUrl: '', adminUrl: '', superUrl: '' };

beforeAll(async () => {
  const cluster = inject('cluster');
  await asRole(cluster.superUrl, null, async (sql) => {
    await sql.unsafe(`create database ${name} owner ${new URL(cluster.adminUrl).username}`);
    await sql.unsafe(`revoke all on database ${name} from public`);
    await sql.unsafe(`grant connect on database ${name} to ${new URL(cluster.appUrl).username}`);
  });
  for (const which of ['appUrl', 'adminUrl', 'superUrl'] as const) {
    const url = new URL(cluster[which]);
    url.pathname = name;
    at[which] = url.href;
  }
});
afterAll(() =>
  asRole(inject('cluster').superUrl, null, (sql) => sql.unsafe(`drop database ${name} with (force)`)),
);

/** Everything the catalogue knows of our own, in one text. */
async function catalogue(): Promise<string> {
  return asRole(at.superUrl, null, async (sql) => {
    const rows = await sql<{ line: string }[]>`
      select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type as line from information_schema.columns
        where table_schema in ('public', 'drizzle', 'pgboss')
      union all select p.oid::regprocedure::text || ' ' || coalesce(p.proacl::text, '') from pg_proc p where p.pronamespace = 'public'::regnamespace
      union all select c.relname || ' ' || coalesce(c.relacl::text, '') from pg_class c where c.relnamespace = 'public'::regnamespace
      union all select polrelid::regclass || ' ' || polname from pg_policy
      union all select name || ' ' || policy from pgboss.queue
      order by 1`;
    return rows.map((r) => r.line).join('\n');
  });
}

describe('migrating', () => {
  test('an empty database is behind, and two processes that migrate it at once both end well', async () => {
    expect(await schemaState(at.appUrl)).toBe('behind');
    const applied = await Promise.all([migrate(at), migrate(at)]);
    expect(applied.map((a) => a.applied).toSorted((x, y) => x - y)).toEqual([0, expect.any(Number)]);
    expect(Math.max(...applied.map((a) => a.applied))).toBeGreaterThanOrEqual(2);
    expect(await schemaState(at.appUrl)).toBe('current');
  });

  test('again changes nothing', async () => {
    const before = await catalogue();
    expect(before).toContain('consent_state');
    expect(await migrate(at)).toEqual({ applied: 0 });
    expect(await catalogue()).toBe(before);
  });

  test('puts back a right that somebody took from the queue’s user', async () => {
    await asRole(at.superUrl, null, (sql) =>
      sql.unsafe('revoke insert on all tables in schema pgboss from jawort_app'),
    );
    await migrate(at);
    await asRole(at.superUrl, null, async (sql) => {
      const [row] = await sql`select has_table_privilege('jawort_app', 'pgboss.job', 'insert') as may`;
      expect(row).toEqual({ may: true });
    });
  });

  test('a database that a newer release has migrated is ahead, one that misses a step is behind', async () => {
    await asRole(at.superUrl, null, async (sql) => {
      const [newest] = await sql<
        { id: number; created_at: string }[]
      >`select id, created_at from drizzle.__drizzle_migrations order by created_at desc limit 1`;
      if (!newest) throw new Error('no migration was written down');
      await sql`update drizzle.__drizzle_migrations set created_at = ${String(Number(newest.created_at) + 1)}::bigint where id = ${newest.id}`;
      expect(await schemaState(at.appUrl)).toBe('ahead');
      await sql`delete from drizzle.__drizzle_migrations where id = ${newest.id}`;
      expect(await schemaState(at.appUrl)).toBe('behind');
    });
  });
});
