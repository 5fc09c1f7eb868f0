import postgres from 'postgres';
import { expect, freshPhone, test } from './app.ts';

/** Written every second, or some seconds after an act, whether anybody reads or not. */
const byTheClock = ['heartbeat', 'checkpoint', 'log_key'];

/** Everything that is stored, as one number a table: rows and what is in them. */
async function fingerprint(url: string): Promise<Record<string, string>> {
  const sql = postgres(url, { max: 1 });
  try {
    const tables = await sql<
      { name: string }[]
    >`select tablename as name from pg_tables where schemaname = 'public' and tablename <> all (${byTheClock}) order by 1`;
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const [row] = await sql<{ sum: string }[]>`
        select count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)::text as sum from ${sql(name)} t`;
      found[name] = row?.sum ?? '';
    }
    return found;
  } finally {
    await sql.end();
  }
}

test('GET and HEAD of every link, three times, by scanners with and without a script, change no row', async ({
  page,
  app,
  api,
  request,
}, info) => {
  const open = await api.invite(freshPhone(info.workerIndex));
  await page.goto(await api.invite(freshPhone(info.workerIndex)));
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Angekreuztes erlauben' }).click();
  const seeds = [
    page.url(),
    open,
    app.demo.page_url,
    app.demo.test_page_url,
    app.demo.sign_in_url,
    `${app.url}/`,
    `${app.url}/api/openapi.json`,
  ];

  const links = new Set(seeds);
  for (const seed of seeds) {
    await page.goto(seed);
    const found = await page
      .locator('a[href], form[action]')
      .evaluateAll((all) => all.map((e) => e.getAttribute('href') ?? e.getAttribute('action') ?? ''));
    for (const href of found) {
      const url = new URL(href, seed);
      if (url.origin === app.url) links.add(url.href);
    }
  }
  expect(links.size).toBeGreaterThan(8);

  const before = await fingerprint(app.superUrl);
  for (const link of links) {
    for (const agent of ['WhatsApp/2.24', 'facebookexternalhit/1.1', 'Mozilla/5.0 (scanner)']) {
      await request.get(link, { headers: { 'user-agent': agent }, maxRedirects: 0 });
      await request.head(link, { headers: { 'user-agent': agent }, maxRedirects: 0 });
    }
    if (!link.endsWith('.json')) await page.goto(link);
  }
  expect(await fingerprint(app.superUrl)).toEqual(before);
});
