import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { startJobs, stopJobs } from '#lib/jobs/queue.ts';
import { mirrorVersionJob } from '#lib/jobs/mirror-version.ts';
import { openPage, type OpenQuestion } from '#lib/services/page/open.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { allRows, behind, eventCount } from '#tests/services/behind.ts';

const at = useDatabase();

async function twinPage(firm: Firm): Promise<OpenQuestion | null> {
  const page = await openPage(`test-${firm.slug}`, firm.pageSlug);
  return page.state === 'open' ? page : null;
}

const publish = (firm: Firm, why: string) =>
  publishVersion(firm.businessId, { pageSlug: firm.pageSlug, draft: { ...rooferDraft, why }, by: 'test' });

async function until(what: () => Promise<boolean>, msMax: number): Promise<number> {
  const began = performance.now();
  while (!(await what())) {
    if (performance.now() - began > msMax) throw new Error(`not within ${String(msMax)} ms`);
    await sleep(20);
  }
  return performance.now() - began;
}

describe('the mirror, run by hand,', () => {
  test('publishes live words in the twin, for the twin, and twice is once', async () => {
    const firm = await aFirm();
    const job = { businessId: firm.businessId, versionId: firm.versionId };
    expect(await twinPage(firm)).toBeNull();
    await mirrorVersionJob(job);
    const shown = await twinPage(firm);
    expect(shown).toMatchObject({ firm: { businessId: firm.twinId, mode: 'test' }, versionNumber: 1 });
    // The twin names itself, so its text has a fingerprint of its own.
    expect(shown?.version.id).not.toBe(firm.versionId);
    const before = await allRows(at);
    await mirrorVersionJob(job);
    expect(await allRows(at)).toEqual(before);
  });

  test('by two at once is one version', async () => {
    const firm = await aFirm();
    const job = { businessId: firm.businessId, versionId: firm.versionId };
    await Promise.all([mirrorVersionJob(job), mirrorVersionJob(job)]);
    expect(await eventCount(at, firm.twinId)).toBe(1);
  });

  test('tried again late, it does not put an old text over a newer one', async () => {
    const firm = await aFirm();
    const newer = await publish(firm, 'Termine');
    await mirrorVersionJob({ businessId: firm.businessId, versionId: newer.versionId });
    await mirrorVersionJob({ businessId: firm.businessId, versionId: firm.versionId });
    expect((await twinPage(firm))?.version.content.draft.why).toBe('Termine');
  });

  test('of a text or firm that is not there does nothing', async () => {
    const [firm, other] = [await aFirm(), await aFirm()];
    const before = await allRows(at);
    await mirrorVersionJob({ businessId: firm.businessId, versionId: other.versionId });
    await mirrorVersionJob({
      businessId: '01890000-0000-7000-8000-000000000000' as BusinessId,
      versionId: firm.versionId,
    });
    expect(await allRows(at)).toEqual(before);
  });
});

describe('the running queue', () => {
  beforeAll(startJobs);
  afterAll(stopJobs);

  test('brings what the firm publishes to its twin within two seconds', async () => {
    const firm = await aFirm();
    await until(async () => (await twinPage(firm)) !== null, 2_000);
    await publish(firm, 'Termine und Fragen');
    const ms = await until(
      async () => (await twinPage(firm))?.version.content.draft.why === 'Termine und Fragen',
      2_000,
    );
    expect(ms).toBeLessThan(2_000);
  });

  test('keeps up: sixty jobs that came at once are done in a few seconds, one that fails holds up none', async () => {
    const firm = await aFirm();
    await behind(at, async (sql) => {
      await sql`insert into pgboss.job (name, data) select 'audit-contact', '{"businessId": "no id", "contactId": "+4917604069042"}'::jsonb`;
    });
    for (let i = 0; i < 60; i += 1)
      receiptOf(await answerPage(firm, { item: ['order'], phone: '0176 04069001' }));
    const jobs = (...states: string[]) =>
      behind(
        at,
        (sql) =>
          sql<
            { output: string | null }[]
          >`select output::text as output from pgboss.job where name = 'audit-contact' and state::text = any (${[...states]})`,
      );
    await until(async () => (await jobs('completed')).length >= 60, 5_000);
    // What failed waits for its next try, and what is written beside it holds nobody's number.
    const waiting = await jobs('retry', 'failed');
    expect(waiting).toHaveLength(1);
    expect(JSON.parse(waiting[0]?.output ?? '')).toEqual({ code: '22P02' });
  });

  test('audits every person after an act, and every job ends well', async () => {
    const firm = await aFirm();
    receiptOf(
      await answerPage(firm, {
        item: ['order', 'advertising_email'],
        phone: aPhone(),
        email: 'anna@example.de',
      }),
    );
    const jobs = () =>
      behind(
        at,
        (sql) =>
          sql<
            { state: string }[]
          >`select state::text from pgboss.job where name = 'audit-contact' and data->>'businessId' = ${firm.businessId}`,
      );
    await until(async () => (await jobs()).every((j) => j.state === 'completed'), 5_000);
    expect([...(await jobs())]).toEqual([{ state: 'completed' }, { state: 'completed' }]);
  });
});
