import postgres from 'postgres';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { mirrorVersion } from '#lib/services/template/mirror.ts';
import { findPage } from '#db/before-business.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { contextOf, type Firm } from '#tests/support/scene.ts';

/** Looks and acts behind every fence: one superuser connection, ended afterwards. */
export async function behind<T>(at: TestDatabase, act: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(at.superUrl, { max: 1, onnotice: () => undefined });
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** How many rows each table has and what stands in them, queue and sign-in included; equal means that nothing changed. */
export async function allRows(at: TestDatabase): Promise<Record<string, string>> {
  return behind(at, async (sql) => {
    // The queue keeps its own clock in this one.
    const tables = await sql<{ name: string }[]>`
      select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss', 'drizzle') and (schemaname, tablename) <> ('pgboss', 'version') order by 1`;
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql.unsafe<{ sum: string }[]>(
        `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as sum from ${name} t`,
      );
      found[name] = row?.sum ?? '';
    }
    return found;
  });
}

/** Number of ledger events of a firm. */
export async function eventCount(at: TestDatabase, businessId: string): Promise<number> {
  return behind(at, async (sql) => {
    const [row] = await sql<
      { count: number }[]
    >`select count(*)::int as count from event where business_id = ${businessId}`;
    return row?.count ?? 0;
  });
}

/** The firm's test twin with the same page, whose clock can be moved. */
export async function twinOf(firm: Firm): Promise<Firm> {
  await mirrorVersion(firm.businessId, firm.versionId);
  const slug = `test-${firm.slug}`;
  const page = (await findPage(slug, firm.pageSlug))?.page;
  if (!page?.versionId) throw new Error('the twin has no page');
  const { key } = await createApiKey(firm.businessId, { mode: 'test', scopes: ['check', 'write'] });
  return {
    ...firm,
    businessId: firm.twinId,
    slug,
    pageId: page.id,
    versionId: page.versionId,
    liveKey: key,
    live: await contextOf(key),
  };
}

export async function passTime(at: TestDatabase, twin: Firm, interval: string): Promise<void> {
  await behind(
    at,
    (sql) =>
      sql`update business set clock_offset = clock_offset + ${interval}::text::interval where business_id = ${twin.businessId}`,
  );
}
