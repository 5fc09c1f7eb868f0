import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startJobs, stopJobs } from '#lib/jobs/queue.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { behind, eventCount } from '#tests/services/behind.ts';

const at = useDatabase();
beforeAll(startJobs);
afterAll(stopJobs);

test('a No without a link becomes an event by itself for whom the firm knows, and no job names anybody', async () => {
  const firm = await aFirm();
  const [known, unknown] = [aPhone(), aPhone()];
  receiptOf(await answerInvitation(firm, known, { item: ['order'] }));
  const before = await eventCount(at, firm.businessId);
  const page = await openWithdrawPage(firm.slug, firm.pageSlug);
  if (!page) throw new Error('no page');
  for (const value of [unknown, known])
    await withdrawPublicly(page, { kind: 'phone', value }, { beyond: false, peak: false });

  const giveUpAtMs = performance.now() + 15_000;
  while ((await eventCount(at, firm.businessId)) === before) {
    if (performance.now() > giveUpAtMs) throw new Error('no event within 15 s');
    await sleep(50);
  }
  expect(await eventCount(at, firm.businessId)).toBe(before + 1);
  const said = await behind(at, async (sql) => {
    const jobs = await sql<{ data: string }[]>`select data::text as data from pgboss.job`;
    const leaves = await sql<{ leaf: string }[]>`select leaf from event`;
    return [...jobs.map((j) => j.data), ...leaves.map((l) => l.leaf)].join('\n');
  });
  expect(said).toContain('"public_form"');
  for (const phone of [known, unknown]) expect(said).not.toContain(phone.slice(3));
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});
