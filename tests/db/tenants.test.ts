import { demoProfile } from '#lib/domain/business/demo-firm.ts';
import { sql as drizzleSql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { txPool } from '#db/client.ts';
import { inBusiness } from '#db/in-business.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { createBusiness } from '#lib/services/business/create.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { check } from '#lib/services/check/check.ts';
import { asRole, connect, tried, type Sql } from './as-role.ts';

const at = useDatabase();
let a: Firm;
let b: Firm;
let app: Sql;
let tables: string[] = [];
/** One row of firm B for each table, as JSON. */
const rowsOfB = new Map<string, string>();

/** A firm with at least one row in every table. */
async function aBusyFirm(): Promise<Firm> {
  const firm = await aFirm();
  const phone = aPhone();
  const token = receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
  receiptOf(await answerPage(firm, { item: ['advertising_email'], email: 'anna@example.de', name: 'Anna' }));
  await check(firm.live, { contact: { phone }, channel: 'whatsapp', purpose: 'order', intent: 'send' });
  await withdrawByReceipt(token, { item: 'photos' });
  await asRole(at.superUrl, null, async (sql) => {
    const id = firm.businessId;
    await sql`insert into member (business_id, member_id, user_id, role, created_at) values (${id}, gen_random_uuid(), ${id}, 'owner', now())`;
    await sql`insert into idempotency (business_id, key_id, idempotency_key, request_hash, status, response, created_at)
      values (${id}, gen_random_uuid(), 'k', '\\x00', 200, '', now())`;
    const [who] = await sql<
      { contact_id: string; identifier_id: string; event_id: string; receipt_id: string; page_id: string }[]
    >`
      select i.contact_id, i.identifier_id, e.event_id, r.receipt_id, r.page_id
      from identifier i join receipt r using (business_id, contact_id) join event e using (business_id)
      where i.business_id = ${id} and e.seq = 0 limit 1`;
    if (!who) throw new Error('the scene has nobody');
    await sql`insert into contact_stop (business_id, identifier_id, kind, contact_id, seq, event_id, at)
      values (${id}, ${who.identifier_id}, 'objected', ${who.contact_id}, 0, ${who.event_id}, now())`;
    await sql`insert into suppression (business_id, kind, key_version, blind_index, reason, created_at, expires_at)
      values (${id}, 'phone', 1, '\\x01', 'withdrawn', now(), now())`;
    await sql`insert into human_task (business_id, task_id, kind, created_at) values (${id}, gen_random_uuid(), 'unclear_message', now())`;
    await sql`insert into confirmation (business_id, confirmation_id, code_index, receipt_id, identifier_id, created_at, expires_at)
      values (${id}, gen_random_uuid(), '\\x02', ${who.receipt_id}, ${who.identifier_id}, now(), now())`;
    await sql`insert into short_link (business_id, code, page_id) values (${id}, ${id.slice(-8)}, ${who.page_id})`;
    await sql`insert into checkpoint (business_id, size, root, note, signed_at) values (${id}, 1, '\\x03', '', now())`;
    await sql`insert into outgoing_mail (business_id, mail_id, kind, contact_id, sealed, state, created_at)
      values (${id}, gen_random_uuid(), 'receipt', ${who.contact_id}, '\\x04', 'queued', now())`;
  });
  return firm;
}

beforeAll(async () => {
  app = connect(at.appUrl, 'jawort_app');
  a = await aBusyFirm();
  b = await aBusyFirm();
  await asRole(at.superUrl, null, async (sql) => {
    const fenced = await sql<{ name: string }[]>`
      select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'business_id' order by 1`;
    tables = fenced.map((t) => t.name);
    for (const table of tables) {
      const [row] = await sql<
        { json: string }[]
      >`select to_jsonb(t)::text as json from ${sql(table)} t where business_id = ${b.businessId} limit 1`;
      if (row) rowsOfB.set(table, row.json);
    }
  });
});

/** As the app does it, but with a statement nobody wrote a business into. */
const asApp = (tenant: string | null, statement: string, values: string[] = []) =>
  tried(app, tenant, statement, values);

afterAll(() => app.end({ timeout: 5 }));

/** Tables the app writes and only the look-ups read: a select is refused altogether. */
const unreadable = ['business_slug', 'version_owner', 'short_link'];

describe('as the app', () => {
  test('the scene has rows of both firms in every table', () => {
    expect(tables.length).toBeGreaterThanOrEqual(20);
    expect(tables.filter((t) => !rowsOfB.has(t))).toEqual([]);
  });

  test('without a tenant, every table is empty', async () => {
    for (const table of tables) {
      expect(await asApp(null, `select 1 from public.${table}`), table).toBe(
        unreadable.includes(table) ? '42501' : 0,
      );
    }
  });

  test('with a tenant, only its own rows are there', async () => {
    for (const table of tables.filter((t) => !unreadable.includes(t))) {
      expect(await asApp(a.businessId, `select 1 from public.${table}`), table).toBeGreaterThan(0);
      expect(
        await asApp(a.businessId, `select 1 from public.${table} where business_id <> $1`, [a.businessId]),
        table,
      ).toBe(0);
      expect(
        await asApp(a.businessId, `select 1 from public.${table} where business_id = $1`, [b.businessId]),
        table,
      ).toBe(0);
    }
  });

  test('a tenant that is no id is an error or nothing, never a row', async () => {
    for (const tenant of ['', '00000000-0000-0000-0000-000000000000'])
      expect(await asApp(tenant, 'select 1 from public.event')).toBe(0);
    for (const tenant of ['x', '*', "' or true --"])
      expect(await asApp(tenant, 'select 1 from public.event')).toBe('22P02');
  });

  test('a row for another firm is refused', async () => {
    for (const table of tables) {
      const insert = `insert into public.${table} select * from jsonb_populate_record(null::public.${table}, $1::text::jsonb)`;
      expect(await asApp(a.businessId, insert, [rowsOfB.get(table) ?? '']), table).toBe('42501');
    }
  });

  test('a row of another firm is neither changed nor removed, nor is one of its own given away', async () => {
    for (const table of tables) {
      const foreign = await asApp(a.businessId, `delete from public.${table} where business_id = $1`, [
        b.businessId,
      ]);
      expect([0, '42501'], table).toContain(foreign);
      const given = await asApp(a.businessId, `update public.${table} set business_id = $1`, [b.businessId]);
      expect(given, table).toBe('42501');
    }
    expect(
      await asApp(a.businessId, `update public.business set state = 'suspended' where business_id = $1`, [
        b.businessId,
      ]),
    ).toBe(0);
    expect(
      await asApp(a.businessId, `update public.log_head set size = 0 where business_id = $1`, [b.businessId]),
    ).toBe(0);
    expect(
      await asApp(a.businessId, `update public.consent_state set choice = 'granted' where business_id = $1`, [
        b.businessId,
      ]),
    ).toBe(0);
  });

  test('no table can be emptied, made, changed or dropped, and no stronger role taken on', async () => {
    for (const table of tables)
      expect(await asApp(a.businessId, `truncate public.${table} cascade`), table).toBe('42501');
    for (const statement of [
      'create table public.own (x int)',
      'create schema own',
      'create function public.f() returns int language sql as $$ select 1 $$',
      'alter table public.event disable row level security',
      'drop table public.event',
      'drop policy tenant on public.event',
      `set role ${new URL(at.adminUrl).username}`,
      'set role postgres',
      'set role jawort_lookup',
      `set session authorization ${new URL(at.adminUrl).username}`,
    ]) {
      expect(await asApp(a.businessId, statement), statement).toBe('42501');
    }
    // This may be set; it turns the filter into an error and not into a way round it.
    expect(await asApp(a.businessId, 'set row_security = off; select 1 from public.event')).toBe('42501');
  });

  test('columns that are recorded once are closed, also for one’s own rows', async () => {
    for (const [table, column] of [
      ['business', 'mode'],
      ['business', 'slug'],
      ['business_key', 'wrapped'],
      ['contact_key', 'wrapped'],
      ['identifier', 'sealed'],
      ['api_key', 'key_hash'],
      ['api_key', 'scopes'],
      ['invitation', 'delivered_by'],
      ['receipt', 'subjects'],
      ['consent_state', 'standing'],
      ['consent_use', 'at'],
      ['page', 'slug'],
    ]) {
      expect(
        await asApp(a.businessId, `update public.${table} set ${column} = ${column}`),
        `${table}.${column}`,
      ).toBe('42501');
    }
  });
});

test('a tenant ends with its transaction: the connection goes back to the pool without one', async () => {
  const each = (act: () => Promise<unknown>) => Promise.all(Array.from({ length: 40 }, act));
  await each(() => inBusiness(a.businessId, (tx) => tx.execute(drizzleSql`select 1`)));
  await each(async () => {
    const rows = await txPool().transaction((tx) =>
      tx.execute(drizzleSql`select business_id from public.business`),
    );
    expect(rows).toHaveLength(0);
  });
});

test('50 firms at once on the app’s pool: 200 rounds, never another firm’s row', async () => {
  const firms: BusinessId[] = [];
  for (let i = 0; i < 50; i += 1) {
    const { businessId } = await createBusiness({
      slug: `viele-${String(i)}`,
      profile: demoProfile,
      ownerUserId: null,
    });
    firms.push(businessId);
  }
  let seen = 0;
  for (let round = 0; round < 200; round += 1) {
    const results = await Promise.all(
      firms.map((id) =>
        inBusiness(id, async (tx) => {
          const rows = await tx.execute<{ business_id: string }>(
            drizzleSql`select business_id from public.business union all select business_id from public.log_head`,
          );
          return rows.map((r) => r.business_id).filter((own) => own !== id).length === 0 && rows.length === 2;
        }),
      ),
    );
    seen += results.filter(Boolean).length;
  }
  expect(seen).toBe(10_000);
}, 60_000);
