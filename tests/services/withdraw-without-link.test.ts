import { describe, expect, test } from 'vitest';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { setPaused } from '#lib/services/page/pause.ts';
import { settleAllNoes } from '#lib/services/consent/settle.ts';
import { recordWithdrawal } from '#lib/services/consent/withdraw-api.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { behind, eventCount, passTime, twinOf } from './behind.ts';

const at = useDatabase();

async function withdraw(
  firm: Firm,
  value: string,
  limits: { beyond?: boolean; peak?: boolean } = {},
): Promise<void> {
  const page = await openWithdrawPage(firm.slug, firm.pageSlug);
  if (!page) throw new Error('no page');
  const kind = value.includes('@') ? 'email' : 'phone';
  await withdrawPublicly(page, { kind, value }, { beyond: false, peak: false, ...limits });
}

async function kindsOf(firm: Firm): Promise<string[]> {
  return behind(at, async (sql) => {
    const rows = await sql<
      { kind: string }[]
    >`select kind from event where business_id = ${firm.businessId} and kind <> 'version_published' order by seq`;
    return rows.map((r) => r.kind);
  });
}

const adds = async (firm: Firm) => expect(await auditBusiness(firm.businessId)).toEqual([]);

describe('a withdrawal without a link', () => {
  test('counts the moment the page answers, for every purpose, and becomes one event', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    await withdraw(firm, phone);
    for (const purpose of ['order', 'photos', 'documents'])
      expect(await ask(firm, phone, { purpose })).toMatchObject({ allowed: false, reason: 'withdrawn' });
    await settleAllNoes(firm.businessId);
    await settleAllNoes(firm.businessId);
    expect(await kindsOf(firm)).toEqual(['requested', 'answered', 'withdrawn']);
    expect(await ask(firm, phone)).toMatchObject({
      reason: 'withdrawn',
      line: { choice: 'withdrawn' },
    });
    await adds(firm);
  });

  test('again, when nothing came in between, adds no second event', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    for (let i = 0; i < 3; i += 1) {
      await withdraw(firm, phone);
      await settleAllNoes(firm.businessId);
    }
    expect(await kindsOf(firm)).toEqual(['requested', 'answered', 'withdrawn']);
    await adds(firm);
  });

  test('of an e-mail address ends e-mail', async () => {
    const firm = await aFirm();
    const email = 'kunde@example.de';
    receiptOf(await answerPage(firm, { item: ['advertising_email'], email }));
    await withdraw(firm, email);
    expect(
      await ask(firm, '', { contact: { email }, channel: 'email', purpose: 'advertising' }),
    ).toMatchObject({ reason: 'withdrawn' });
  });

  test('of somebody unknown is remembered for twelve months, also when they become known', async () => {
    const twin = await twinOf(await aFirm());
    const phone = aPhone();
    await withdraw(twin, phone);
    expect(await ask(twin, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    receiptOf(await answerPage(twin, { item: ['order'], phone }));
    expect(await ask(twin, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    const other = aPhone();
    await withdraw(twin, other);
    await passTime(at, twin, '11 months 27 days');
    expect(await ask(twin, other)).toMatchObject({ reason: 'withdrawn' });
    await passTime(at, twin, '5 days');
    expect(await ask(twin, other)).toMatchObject({ reason: 'never_asked' });
    await adds(twin);
  });

  test('works while the firm is suspended and the page closed', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await setPaused(firm.businessId, { pageSlug: firm.pageSlug, paused: true, by: 'test' });
    await setSuspended(firm.businessId, { suspended: true, by: 'test' });
    await withdraw(firm, phone);
    await setSuspended(firm.businessId, { suspended: false, by: 'test' });
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
  });

  test('at a firm or page that does not exist there is nothing', async () => {
    const firm = await aFirm();
    expect(await openWithdrawPage('gibt-es-nicht', null)).toBeNull();
    expect(await openWithdrawPage(firm.slug, 'gibtesnicht')).toBeNull();
    expect(await openWithdrawPage(firm.slug, null)).toMatchObject({ slug: firm.slug });
  });

  test('stays in its firm', async () => {
    const [firm, other] = [await aFirm(), await aFirm()];
    const phone = aPhone();
    receiptOf(await answerInvitation(other, phone, { item: ['order'] }));
    await withdraw(firm, phone);
    await settleAllNoes(other.businessId);
    expect(await ask(other, phone)).toMatchObject({ allowed: true });
  });
});

describe('what ends it', () => {
  test('a fresh proven yes does, for what it says and nothing that was withdrawn, event written or not', async () => {
    for (const settled of [true, false]) {
      const firm = await aFirm();
      const phone = aPhone();
      receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
      await withdraw(firm, phone);
      if (settled) await settleAllNoes(firm.businessId);
      receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
      await settleAllNoes(firm.businessId);
      expect(await ask(firm, phone)).toMatchObject({ allowed: true });
      expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({ allowed: false });
      expect(await kindsOf(firm)).toEqual(['requested', 'answered', 'withdrawn', 'requested', 'answered']);
      await adds(firm);
    }
  });

  test('a typed yes, a link that went out on paper, and a proven no do not', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await withdraw(firm, phone);
    receiptOf(await answerPage(firm, { item: ['order'], phone }));
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }, 'print'));
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    await adds(firm);

    const second = aPhone();
    await withdraw(firm, second);
    receiptOf(await answerInvitation(firm, second, { choice: 'refuse' }));
    expect(await ask(firm, second)).toMatchObject({ allowed: false });
    expect((await ask(firm, second)).reason).toBe('withdrawn');
    await adds(firm);
  });

  test('the firm may ask once more by invitation, and not a second time', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const invite = () =>
      createInvitation(firm.live, { contact: { phone }, page: firm.pageSlug, delivered_by: 'whatsapp' });
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await withdraw(firm, phone);
    expect((await invite()).token).toHaveLength(43);
    await expect(invite()).rejects.toMatchObject({ code: 'cooldown' });
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    await adds(firm);
  });

  test('twenty at once with a proven yes in between: after the last answer, what was withdrawn later is no', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await Promise.all(Array.from({ length: 20 }, () => withdraw(firm, phone)));
    await Promise.all([
      ...Array.from({ length: 5 }, () => withdraw(firm, phone)),
      settleAllNoes(firm.businessId),
      settleAllNoes(firm.businessId),
    ]);
    await settleAllNoes(firm.businessId);
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    await adds(firm);
  });
});

describe('beyond the limits', () => {
  test('it counts as a no at once, becomes an event a day later, and the owner is told once', async () => {
    const twin = await twinOf(await aFirm());
    const phone = aPhone();
    receiptOf(await answerInvitation(twin, phone, { item: ['order'] }));
    const before = await eventCount(at, twin.businessId);
    await withdraw(twin, phone, { beyond: true, peak: true });
    await withdraw(twin, aPhone(), { beyond: true, peak: true });
    expect(await ask(twin, phone)).toMatchObject({ reason: 'withdrawn' });
    await settleAllNoes(twin.businessId);
    expect(await eventCount(at, twin.businessId)).toBe(before);
    await passTime(at, twin, '1 day 1 minute');
    await settleAllNoes(twin.businessId);
    expect(await eventCount(at, twin.businessId)).toBe(before + 1);
    const tasks = await behind(
      at,
      (sql) => sql`select kind from human_task where business_id = ${twin.businessId}`,
    );
    expect(tasks.map((t) => t['kind'] as string)).toEqual(['withdrawal_peak']);
    await adds(twin);
  });
});

describe('a withdrawal that the firm recorded', () => {
  const record = (firm: Firm, more: object) =>
    recordWithdrawal(firm.live, { contact: { phone: '' }, how: 'call', ...more });

  test('ends everything where nothing is named, one purpose or channel where it is', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    const one = await record(firm, { contact: { phone }, purpose: 'photos' });
    expect(one.withdrawn).toEqual([{ purpose: 'photos', channel: 'whatsapp' }]);
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    const made_at = new Date(Date.now() - 3_600_000).toISOString();
    const all = await record(firm, { contact: { phone }, made_at });
    expect(all.withdrawn).toEqual([{ purpose: 'order', channel: 'whatsapp' }]);
    expect(await ask(firm, phone, { purpose: 'documents' })).toMatchObject({ reason: 'withdrawn' });
    await adds(firm);
  });

  test('of somebody unknown has the same shape, an empty list, and counts', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    expect((await record(firm, { contact: { phone } })).withdrawn).toEqual([]);
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    await adds(firm);
  });

  test('starts the time in which nobody asks again', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await record(firm, { contact: { phone } });
    await expect(answerInvitation(firm, phone, {})).rejects.toMatchObject({ code: 'cooldown' });
  });

  test('for an unknown purpose, a recipient or a time to come is refused and ends nothing', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    for (const [more, code] of [
      [{ purpose: 'advertisng' }, 'purpose_unknown'],
      [{ recipient: 'meta-whatsapp' }, 'field_not_supported'],
      [{ made_at: new Date(Date.now() + 600_000).toISOString() }, 'instant_in_future'],
      [{ contact: { phone: '110' } }, 'contact_unreadable'],
    ] as const)
      await expect(record(firm, { contact: { phone }, ...more }), code).rejects.toMatchObject({ code });
    const reader = await aFirm({ scopes: ['check', 'read'] });
    await expect(record(reader, { contact: { phone } })).rejects.toMatchObject({ code: 'scope_missing' });
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
  });
});
