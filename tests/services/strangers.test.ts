import { expect, test } from 'vitest';
import { check } from '#lib/services/check/check.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';

useDatabase();

async function choices(token: string): Promise<string[]> {
  return (await openReceipt(token))?.lines.map((l) => l.choice) ?? [];
}

async function reason(firm: Firm, phone: string): Promise<string> {
  const outcome = await check(firm.live, { contact: { phone }, channel: 'whatsapp', purpose: 'order' });
  return outcome.state === 'answered' ? outcome.answer.decision.reason : outcome.state;
}

test('whoever typed a stranger’s number learns nothing of what its owner types later, and cannot end it', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  const strangers = receiptOf(await answerPage(firm, { phone, choice: 'refuse' }));
  const before = await choices(strangers);
  const owners = receiptOf(await answerPage(firm, { phone, item: ['order'] }));
  expect(await choices(strangers)).toEqual(before);

  expect(await withdrawByReceipt(strangers, 'all')).toBe(true);
  expect((await choices(owners))[0]).toBe('waiting');
  expect(await reason(firm, phone)).toBe('pending_confirmation');
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});

test('whoever typed it first sees their own answer after a stranger typed another, and can take it back', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  const owners = receiptOf(await answerPage(firm, { phone, item: ['order', 'photos'] }));
  receiptOf(await answerPage(firm, { phone, choice: 'refuse' }));
  expect((await choices(owners)).slice(0, 2)).toEqual(['waiting', 'waiting']);
  await withdrawByReceipt(owners, { item: 'photos' });
  expect((await choices(owners)).slice(0, 2)).toEqual(['waiting', 'withdrawn']);
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});

test('a proven receipt ends proven consents whoever typed what in between', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  receiptOf(await answerPage(firm, { phone, choice: 'refuse' }));
  expect(await reason(firm, phone)).toBe('granted');
  await withdrawByReceipt(token, 'all');
  expect(await reason(firm, phone)).toBe('withdrawn');
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});
