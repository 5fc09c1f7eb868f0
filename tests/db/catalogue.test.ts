import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { asRole } from './as-role.ts';

/*
 * Every table is fenced by its tenant, or stands here with its reason. A new table is in this test unasked.
 */
const outsideTenants: Readonly<Record<string, string>> = {
  auth_account: 'a person, not a firm: next-auth',
  auth_session: 'a person, not a firm: next-auth',
  auth_user: 'a person, not a firm: next-auth',
  auth_verification_token: 'a person, not a firm: next-auth',
  heartbeat: 'one row of the service: who reads it knows that this database takes writes',
  log_key: 'keys of the service, not of a firm',
};

/** Keys and indexes that do not begin with the business, each because it is what finds the business. */
const findsTheTenant: Readonly<Record<string, string>> = {
  business_slug_slug_pk: 'public address -> business; holds no personal data',
  short_link_code_pk: 'short address -> page; holds no personal data',
  version_owner_version_id_pk: 'fingerprint of a text -> business; holds no personal data',
  member_by_user: 'a signed-in person -> their firms',
};

interface Table {
  name: string;
  secured: boolean;
  forced: boolean;
  tenant_column: string | null;
  not_null: boolean;
  policies: string[];
}
interface Index {
  table: string;
  name: string;
  columns: string[];
}
interface Reference {
  table: string;
  name: string;
  target: string;
  columns: string[];
  target_columns: string[];
  on_delete: string;
}

const at = useDatabase();
let tables: Table[] = [];
let indexes: Index[] = [];
let references: Reference[] = [];

beforeAll(async () => {
  await asRole(at.superUrl, null, async (sql) => {
    tables = await sql<Table[]>`
      select c.relname as name, c.relrowsecurity as secured, c.relforcerowsecurity as forced,
        a.attname as tenant_column, coalesce(a.attnotnull, false) as not_null,
        array(select p.polname::text from pg_policy p where p.polrelid = c.oid
              and 0 = any (p.polroles) and p.polcmd = '*' and p.polpermissive
              and pg_get_expr(p.polqual, c.oid) like '%app.business_id%'
              and pg_get_expr(p.polwithcheck, c.oid) like '%app.business_id%') as policies
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      left join pg_attribute a on a.attrelid = c.oid and a.attname = 'business_id' and not a.attisdropped
      where n.nspname = 'public' and c.relkind in ('r', 'p') order by 1`;
    indexes = await sql<Index[]>`
      select t.relname as table, i.relname as name,
        array(select a.attname::text from unnest(x.indkey) with ordinality k(n, o)
              join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.n order by k.o) as columns
      from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' order by 1, 2`;
    references = await sql<Reference[]>`
      select t.relname as table, c.conname as name, f.relname as target, c.confdeltype as on_delete,
        array(select a.attname::text from unnest(c.conkey) with ordinality k(n, o)
              join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.n order by k.o) as columns,
        array(select a.attname::text from unnest(c.confkey) with ordinality k(n, o)
              join pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.n order by k.o) as target_columns
      from pg_constraint c join pg_class t on t.oid = c.conrelid join pg_class f on f.oid = c.confrelid
      join pg_namespace n on n.oid = t.relnamespace where n.nspname = 'public' and c.contype = 'f' order by 1, 2`;
  });
});

const fenced = () => tables.filter((t) => !(t.name in outsideTenants));

describe('the catalogue', () => {
  test('is the one we think we look at', () => {
    expect(fenced().map((t) => t.name)).toEqual(
      expect.arrayContaining(['business', 'event', 'consent_state', 'receipt']),
    );
    expect(indexes.length).toBeGreaterThan(tables.length);
    expect(references.length).toBeGreaterThan(15);
  });

  test('every tenant table has its business, row-level security enabled and forced, and the tenant policy', () => {
    const open = fenced().filter(
      (t) =>
        t.tenant_column === null || !t.not_null || !t.secured || !t.forced || !t.policies.includes('tenant'),
    );
    expect(open).toEqual([]);
  });

  test('no other policy opens a tenant table to everybody', async () => {
    await asRole(at.superUrl, null, async (sql) => {
      const others = await sql`
        select c.relname as table, p.polname as policy, p.polroles::regrole[]::text as roles from pg_policy p
        join pg_class c on c.oid = p.polrelid
        where p.polname <> 'tenant' and not (p.polroles = array['jawort_lookup'::regrole::oid] and p.polcmd = 'r')`;
      expect([...others]).toEqual([]);
    });
  });

  test('every key, unique constraint and index of a tenant table begins with the business', () => {
    const names = new Set(fenced().map((t) => t.name));
    const loose = indexes.filter(
      (i) => names.has(i.table) && i.columns[0] !== 'business_id' && !(i.name in findsTheTenant),
    );
    expect(loose).toEqual([]);
  });

  test('every tenant table has a primary key', async () => {
    await asRole(at.superUrl, null, async (sql) => {
      const keyed = await sql<
        { table: string }[]
      >`select conrelid::regclass::text as table from pg_constraint where contype = 'p'`;
      const names = new Set(keyed.map((k) => k.table));
      expect(
        fenced()
          .filter((t) => !names.has(t.name))
          .map((t) => t.name),
      ).toEqual([]);
    });
  });

  test('every reference between tenant tables carries the business first, on both sides, and deletes nothing', () => {
    const names = new Set(fenced().map((t) => t.name));
    const between = references.filter((r) => names.has(r.table));
    const loose = between.filter(
      (r) =>
        r.columns[0] !== 'business_id' ||
        r.target_columns[0] !== 'business_id' ||
        r.on_delete !== 'r' ||
        !names.has(r.target),
    );
    expect(loose).toEqual([]);
  });

  test('every exception is still needed', () => {
    const names = new Set(tables.map((t) => t.name));
    expect(Object.keys(outsideTenants).filter((name) => !names.has(name))).toEqual([]);
    const byName = new Map(indexes.map((i) => [i.name, i.columns[0]]));
    const stale = Object.keys(findsTheTenant).filter((name) =>
      [undefined, 'business_id'].includes(byName.get(name)),
    );
    expect(stale).toEqual([]);
  });

  test('no view, sequence or materialised table stands beside the fences', async () => {
    await asRole(at.superUrl, null, async (sql) => {
      const others = await sql`
        select c.relname, c.relkind from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind not in ('r', 'i', 't')`;
      expect([...others]).toEqual([]);
    });
  });
});
