import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openInvitation, openPage } from '#lib/services/page/open.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { useDatabase } from '#tests/support/database.ts';
import {
  aFirm,
  answerInvitation,
  answerPage,
  aPhone,
  formOf,
  receiptOf,
  type Firm,
} from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { allRows, behind, eventCount } from './behind.ts';

/*
 * One act is one transaction: whatever of it fails, nothing of it stays. The faults are planted from outside, by a
 * superuser who takes a right away while the act runs.
 */

const at = useDatabase();
let firm: Firm;

beforeAll(async () => {
  firm = await aFirm();
});

/** Where the queue keeps its jobs is its own affair. */
const jobs = 'all tables in schema pgboss';
/** What an act writes on its way. */
const steps = [
  jobs,
  'public.event',
  'public.event_contact',
  'public.log_node',
  'public.consent_state',
  'public.receipt',
  'public.contact',
] as const;
let taken: string | null = null;

async function take(table: string): Promise<void> {
  await behind(at, (sql) => sql.unsafe(`revoke insert on ${table} from jawort_app`));
  taken = table;
}

afterEach(async () => {
  if (taken !== null) await behind(at, (sql) => sql.unsafe(`grant insert on ${String(taken)} to jawort_app`));
  taken = null;
});

describe('an answer of which one row cannot be written', () => {
  test.each(steps)('(%s) leaves nothing, and works when sent again', async (table) => {
    const question = await openPage(firm.slug, firm.pageSlug);
    if (question.state !== 'open') throw new Error(question.state);
    const where = { businessSlug: firm.slug, pageSlug: firm.pageSlug };
    const phone = aPhone();
    const form = formOf(question, { item: ['order'], phone });
    // With an odd number of leaves the next one completes a subtree, so that there is a node to be missing.
    if ((await eventCount(at, firm.businessId)) % 2 === 0)
      await answerPage(firm, { item: ['order'], phone: aPhone() });
    const before = await allRows(at);
    await take(table);
    await expect(answerQuestion(where, form)).rejects.toThrow();
    expect(await allRows(at)).toEqual(before);
    expect(await ask(firm, phone)).toMatchObject({ reason: 'never_asked' });
    await behind(at, (sql) => sql.unsafe(`grant insert on ${table} to jawort_app`));
    receiptOf(await answerQuestion(where, form));
    expect(await ask(firm, phone)).toMatchObject({ reason: 'pending_confirmation' });
  });
});

test('a withdrawal whose job cannot be written is none: it throws, and is not acknowledged', async () => {
  const phone = aPhone();
  const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  const before = await allRows(at);
  await take(jobs);
  await expect(withdrawByReceipt(token, 'all')).rejects.toThrow();
  expect(await allRows(at)).toEqual(before);
  expect(await ask(firm, phone)).toMatchObject({ reason: 'granted' });
});

test('an invitation and a publication likewise', async () => {
  const question = await openPage(firm.slug, firm.pageSlug);
  if (question.state !== 'open') throw new Error(question.state);
  const draft = { ...question.version.content.draft, why: 'Termine' };
  const phone = aPhone();
  const before = await allRows(at);
  await take(jobs);
  await expect(
    createInvitation(firm.live, { contact: { phone }, page: firm.pageSlug, delivered_by: 'sms' }),
  ).rejects.toThrow();
  await expect(
    publishVersion(firm.businessId, { pageSlug: firm.pageSlug, draft, by: 'test' }),
  ).rejects.toThrow();
  expect(await allRows(at)).toEqual(before);
});

test('an invited answer that fails leaves its invitation open', async () => {
  const { token } = await createInvitation(firm.live, {
    contact: { phone: aPhone() },
    page: firm.pageSlug,
    delivered_by: 'sms',
  });
  const question = await openInvitation(token);
  if (question.state !== 'open') throw new Error(question.state);
  await take('public.receipt');
  await expect(
    answerQuestion({ invitationToken: token }, formOf(question, { item: ['order'] })),
  ).rejects.toThrow();
  expect(await openInvitation(token)).toMatchObject({ state: 'open' });
});

test('a use that cannot be written is no yes', async () => {
  const phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  await take('public.consent_use');
  await expect(ask(firm, phone, { intent: 'send' })).rejects.toThrow();
  await expect(ask(firm, phone)).resolves.toMatchObject({ allowed: true });
});

test('what works leaves event, state, receipt and one job for each person, together', async () => {
  const own = await aFirm();
  const counts = () =>
    behind(at, async (sql) => {
      const [row] = await sql`
        select (select count(*)::int from event where business_id = ${own.businessId} and kind = 'answered') as events,
          (select count(*)::int from consent_state where business_id = ${own.businessId}) as lines,
          (select count(*)::int from receipt where business_id = ${own.businessId}) as receipts,
          (select count(*)::int from pgboss.job where name = 'audit-contact' and data->>'businessId' = ${own.businessId}) as jobs`;
      return row;
    });
  expect(await counts()).toEqual({ events: 0, lines: 0, receipts: 0, jobs: 0 });
  receiptOf(
    await answerPage(own, {
      item: ['order', 'advertising_email'],
      phone: aPhone(),
      email: 'anna@example.de',
    }),
  );
  expect(await counts()).toEqual({ events: 1, lines: 5, receipts: 1, jobs: 2 });
  expect(await auditBusiness(own.businessId)).toEqual([]);
});
