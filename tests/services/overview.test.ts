import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex } from '#lib/adapters/vault/blind-index.ts';
import type { MemberId } from '#lib/domain/ids.ts';
import type { Role } from '#lib/domain/member/rights.ts';
import { shortCode } from '#lib/domain/token/short-code.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { check } from '#lib/services/check/check.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { membershipsOf } from '#lib/services/member/memberships.ts';
import { readOverview } from '#lib/services/member/overview.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { inBusiness } from '#db/in-business.ts';
import { insertMember } from '#db/queries/business.ts';
import { suppress } from '#db/queries/stop.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';

const database = useDatabase();

let nextMember = 0;
async function aMember(firm: Firm, role: Role = 'owner'): Promise<string> {
  nextMember += 1;
  const { userId } = await ensureUser(`member-${String(nextMember)}@example.com`);
  const { businessId } = firm;
  await inBusiness(businessId, (tx) =>
    insertMember(tx, { businessId, memberId: newId<MemberId>(), userId, role }),
  );
  return userId;
}

function overview(firm: Firm, userId: string) {
  return readOverview({ userId, businessId: firm.businessId });
}

/** What each item of the newest answer shows. */
async function newest(firm: Firm, userId: string): Promise<Record<string, string>> {
  const answer = (await overview(firm, userId)).answers?.[0];
  return Object.fromEntries((answer?.items ?? []).map((item) => [item.key, item.reason]));
}

describe('the overview', () => {
  test('shows pages with their version, and nothing yet where nobody answered', async () => {
    const firm = await aFirm();
    expect(await overview(firm, await aMember(firm))).toMatchObject({
      role: 'owner',
      firm: { legalName: 'Dachdeckerei Sommer GmbH', state: 'active' },
      pages: [
        {
          slug: 'auftrag',
          state: 'live',
          versionNumber: 1,
          shortCode: shortCode(firm.businessId, firm.pageId, 0),
        },
      ],
      answers: [],
    });
  });

  test('shows what each answer allows now, and how it is known', async () => {
    const firm = await aFirm();
    const member = await aMember(firm);
    receiptOf(await answerPage(firm, { item: ['order'], phone: aPhone() }));
    expect(await newest(firm, member)).toMatchObject({ order: 'pending_confirmation', photos: 'refused' });
    const receipt = receiptOf(
      await answerInvitation(firm, aPhone(), { item: ['order', 'photos', 'advertising'] }),
    );
    expect(await newest(firm, member)).toMatchObject({
      order: 'granted',
      photos: 'granted',
      advertising: 'evidence_too_low',
      photos_to_partners: 'refused',
    });
    await withdrawByReceipt(receipt, { item: 'photos' });
    expect(await newest(firm, member)).toMatchObject({ order: 'granted', photos: 'withdrawn' });
    const { answers } = await overview(firm, member);
    expect(answers?.map((a) => a.evidence)).toEqual(['number_delivery', 'claimed']);
    expect(answers?.map((a) => a.items[0]?.reason)).toEqual(['granted', 'pending_confirmation']);
    expect(answers?.[0]?.items.find((i) => i.key === 'photos')).toMatchObject({
      ticked: true,
      changedAt: expect.any(String),
    });
  });

  test('never says yes where a check says no', async () => {
    const firm = await aFirm();
    const member = await aMember(firm);
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos', 'advertising'] }));
    await setSuspended(firm.businessId, { suspended: true, by: 'test' });
    const outcome = await check(firm.live, { contact: { phone }, channel: 'whatsapp', purpose: 'order' });
    expect(outcome).toMatchObject({ answer: { decision: { allowed: false } } });
    const shown = await newest(firm, member);
    expect(Object.values(shown)).not.toContain('granted');
  });

  test('says no where somebody typed the number to withdraw, until that No is over', async () => {
    const firm = await aFirm();
    const { businessId } = firm;
    const member = await aMember(firm);
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const suppressUntil = (expiresAt: string) =>
      inBusiness(businessId, async (tx) => {
        const index = blindIndex((await businessKeys(tx, businessId)).indexKey('phone'), phone);
        const at = '2026-01-01T00:00:00Z';
        await suppress(tx, businessId, {
          kind: 'phone',
          keyVersion: 1,
          index,
          reason: 'withdrawn',
          at,
          expiresAt,
        });
      });
    await suppressUntil('2999-01-01T00:00:00Z');
    expect(await newest(firm, member)).toMatchObject({ order: 'withdrawn' });
    await suppressUntil('2026-01-02T00:00:00Z');
    expect(await newest(firm, member)).toMatchObject({ order: 'granted' });
  });

  test('lets no whole number or address out', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const item = ['order', 'advertising_email'];
    receiptOf(await answerPage(firm, { item, phone, email: 'karl@example.com', name: 'Karl Müller-Weiß' }));
    const text = JSON.stringify(await overview(firm, await aMember(firm)));
    expect(text).toContain(phone.slice(-3));
    for (const whole of [phone.slice(3), phone.slice(-5), 'karl', 'Müller'])
      expect(text).not.toContain(whole);
  });

  test('shows twenty answers at most, the newest first', async () => {
    const firm = await aFirm();
    const phones = Array.from({ length: 21 }, () => aPhone());
    for (const phone of phones) receiptOf(await answerPage(firm, { item: ['order'], phone }));
    const { answers } = await overview(firm, await aMember(firm));
    const endings = answers?.map((a) => a.people[0]?.slice(-2));
    expect(endings).toEqual(
      phones
        .slice(1)
        .toReversed()
        .map((phone) => phone.slice(-2)),
    );
  });
});

describe('who sees it', () => {
  test('two firms never see each other, also where one person works for both', async () => {
    const [first, second] = [await aFirm(), await aFirm()];
    const phones = { first: aPhone(), second: aPhone() };
    receiptOf(await answerPage(first, { item: ['order'], phone: phones.first }));
    receiptOf(await answerPage(second, { item: ['order'], phone: phones.second }));
    const both = await aMember(first);
    await inBusiness(second.businessId, (tx) =>
      insertMember(tx, {
        businessId: second.businessId,
        memberId: newId<MemberId>(),
        userId: both,
        role: 'office',
      }),
    );
    const people = async (firm: Firm) => (await overview(firm, both)).answers?.flatMap((a) => a.people);
    expect(await people(first)).toEqual([expect.stringMatching(`${phones.first.slice(-3)}$`)]);
    expect(await people(second)).toEqual([expect.stringMatching(`${phones.second.slice(-3)}$`)]);
  });

  test('nobody of another firm: it is as if there were none', async () => {
    const [own, foreign] = [await aFirm(), await aFirm()];
    const member = await aMember(own);
    await expect(overview(foreign, member)).rejects.toMatchObject({ code: 'business_not_found' });
  });

  test('nobody who was removed, from the next request on', async () => {
    const firm = await aFirm();
    const member = await aMember(firm);
    await overview(firm, member);
    const sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
    await sql`delete from member where user_id = ${member}`;
    await sql.end();
    expect(await membershipsOf(member)).toEqual([]);
    await expect(overview(firm, member)).rejects.toMatchObject({ code: 'business_not_found' });
  });

  test.each([
    ['owner', true],
    ['office', true],
    ['field', true],
    ['reviewer', false],
    ['developer', false],
  ] as const)('%s sees answers: %s', async (role, sees) => {
    const firm = await aFirm();
    receiptOf(await answerPage(firm, { item: ['order'], phone: aPhone() }));
    const { answers } = await overview(firm, await aMember(firm, role));
    expect(answers === null).toBe(!sees);
  });
});
