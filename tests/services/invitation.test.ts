import { describe, expect, test } from 'vitest';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { Cooldown } from '#lib/services/invitation/cooldown.ts';
import { createInvitation, type CreateInvitation } from '#lib/services/invitation/create.ts';
import { openInvitation } from '#lib/services/page/open.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
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
import { allRows, passTime, twinOf } from './behind.ts';

const at = useDatabase();

async function invite(
  firm: Firm,
  contact: CreateInvitation['contact'],
  more: Partial<CreateInvitation> = {},
) {
  return createInvitation(firm.live, { contact, page: firm.pageSlug, delivered_by: 'whatsapp', ...more });
}

async function opened(token: string) {
  const question = await openInvitation(token);
  if (question.state !== 'open') throw new Error(question.state);
  return question;
}

describe('an invitation', () => {
  test('is answered once: the second finds it answered, with or without a new form', async () => {
    const firm = await aFirm();
    const { token } = await invite(firm, { phone: aPhone() });
    const [first, second] = [await opened(token), await opened(token)];
    const receipt = receiptOf(
      await answerQuestion({ invitationToken: token }, formOf(first, { item: ['order'] })),
    );
    const before = await allRows(at);
    expect(
      await answerQuestion({ invitationToken: token }, formOf(second, { item: ['photos'] })),
    ).toMatchObject({ state: 'already_answered' });
    expect(await openInvitation(token)).toMatchObject({ state: 'already_answered', receiptToken: receipt });
    expect(await allRows(at)).toEqual(before);
  });

  test('answered by five at once with five forms is one answer', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { token } = await invite(firm, { phone });
    const forms = await Promise.all(Array.from({ length: 5 }, () => opened(token)));
    const outcomes = await Promise.all(
      forms.map((q) => answerQuestion({ invitationToken: token }, formOf(q, { item: ['order'] }))),
    );
    expect(outcomes.map((o) => o.state).toSorted()).toEqual([
      'already_answered',
      'already_answered',
      'already_answered',
      'already_answered',
      'recorded',
    ]);
  });

  test('runs out: nothing is shown and nothing is recorded after its end', async () => {
    const twin = await twinOf(await aFirm());
    const { token } = await invite(twin, { phone: aPhone() }, { expires_in: 'P1D' });
    await passTime(at, twin, '12 hours');
    const question = await opened(token);
    await passTime(at, twin, '12 hours 1 minute');
    expect(await openInvitation(token)).toMatchObject({ state: 'expired' });
    expect(await answerQuestion({ invitationToken: token }, formOf(question, { item: ['order'] }))).toEqual({
      state: 'look_again',
    });
  });

  test('that is wrong, cut, longer or another firm’s is as one that never was', async () => {
    const [firm, other] = [await aFirm(), await aFirm()];
    const { token } = await invite(firm, { phone: aPhone() });
    const bytes = Buffer.from(token, 'base64url');
    const ofOther = Buffer.concat([
      Buffer.from(other.businessId.replaceAll('-', ''), 'hex'),
      bytes.subarray(16),
    ]).toString('base64url');
    for (const wrong of [
      '',
      token.slice(0, -1),
      `${token}A`,
      token.toLowerCase(),
      ofOther,
      'A'.repeat(43),
      `${token}\u0000`,
      ` ${token}`,
    ]) {
      expect(await openInvitation(wrong), wrong).toEqual({ state: 'not_found' });
      expect(await openReceipt(wrong), wrong).toBeNull();
      expect(await withdrawByReceipt(wrong, 'all'), wrong).toBe(false);
    }
    const question = await opened(token);
    expect(await answerQuestion({ invitationToken: ofOther }, formOf(question, { item: ['order'] }))).toEqual(
      { state: 'not_found' },
    );
    // A receipt's link opens no invitation and the other way round.
    const receipt = receiptOf(
      await answerQuestion({ invitationToken: token }, formOf(question, { item: ['order'] })),
    );
    expect(await openInvitation(receipt)).toEqual({ state: 'not_found' });
    expect(await openReceipt(token)).toBeNull();
  });

  test.each([
    ['whatsapp', 'granted'],
    ['sms', 'granted'],
    ['email', 'pending_confirmation'],
    ['print', 'pending_confirmation'],
    ['none', 'pending_confirmation'],
  ] as const)('delivered by %s and answered with yes: the check says %s', async (deliveredBy, reason) => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }, deliveredBy));
    expect(await ask(firm, phone)).toMatchObject({ reason, allowed: reason === 'granted' });
  });

  test('sent to an e-mail address proves that address and no number', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { token } = await invite(firm, { email: 'Anna@Example.de' }, { delivered_by: 'email' });
    const form = formOf(await opened(token), {
      item: ['order', 'advertising_email'],
      phone,
      email: 'jemand-anders@example.de',
    });
    receiptOf(await answerQuestion({ invitationToken: token }, form));
    const byMail = { channel: 'email', purpose: 'advertising' } as const;
    expect(await ask(firm, phone, { contact: { email: 'anna@example.de' }, ...byMail })).toMatchObject({
      reason: 'granted',
    });
    expect(
      await ask(firm, phone, { contact: { email: 'jemand-anders@example.de' }, ...byMail }),
    ).toMatchObject({ reason: 'never_asked' });
    expect(await ask(firm, phone)).toMatchObject({ reason: 'pending_confirmation' });
  });

  test('shows a number only half', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { token } = await invite(firm, { phone });
    const { invitation } = await opened(token);
    expect(invitation?.phoneKnown).toBe(true);
    expect(invitation?.shown).not.toContain(phone.slice(-6));
  });
});

describe('after a no', () => {
  test('nobody is invited again for six months, then it is possible', async () => {
    const twin = await twinOf(await aFirm());
    const phone = aPhone();
    receiptOf(await answerInvitation(twin, phone, { choice: 'refuse' }));
    const before = await allRows(at);
    const refused = await invite(twin, { phone }).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(Cooldown);
    expect(refused).toMatchObject({
      code: 'cooldown',
      waitUntil: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
    });
    expect(await allRows(at)).toEqual(before);
    await passTime(at, twin, '190 days');
    await expect(invite(twin, { phone })).resolves.toMatchObject({
      token: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  test('withdrawing everything counts as a no, withdrawing one of two does not', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    await withdrawByReceipt(token, { item: 'photos' });
    await expect(invite(firm, { phone })).resolves.toBeDefined();
    await withdrawByReceipt(token, 'all');
    await expect(invite(firm, { phone })).rejects.toMatchObject({ code: 'cooldown' });
  });

  test('a stranger’s no on the public page keeps nobody from being invited', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerPage(firm, { choice: 'refuse', phone }));
    await expect(invite(firm, { phone })).resolves.toBeDefined();
  });
});

test('a stopped firm invites nobody, asks nothing and records no answer, but a withdrawal goes through', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  const { token } = await invite(firm, { phone: aPhone() });
  const question = await opened(token);
  const receipt = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  await setSuspended(firm.businessId, { suspended: true, by: 'test' });
  await expect(invite(firm, { phone: aPhone() })).rejects.toMatchObject({ code: 'business_suspended' });
  expect(await openInvitation(token)).toMatchObject({ state: 'suspended' });
  expect(await answerQuestion({ invitationToken: token }, formOf(question, { item: ['order'] }))).toEqual({
    state: 'suspended',
  });
  expect(await ask(firm, phone)).toMatchObject({ reason: 'business_suspended', allowed: false });
  expect(await withdrawByReceipt(receipt, 'all')).toBe(true);
  await setSuspended(firm.businessId, { suspended: false, by: 'test' });
  expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn', allowed: false });
});
