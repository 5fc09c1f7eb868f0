import { describe, expect, test } from 'vitest';
import type { CheckQuestion } from '#lib/domain/check/question.ts';
import { check } from '#lib/services/check/check.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';

useDatabase();

async function ask(firm: Firm, phone: string, more: Partial<CheckQuestion> = {}) {
  const outcome = await check(firm.live, {
    contact: { phone },
    channel: 'whatsapp',
    purpose: 'order',
    ...more,
  });
  if (outcome.state !== 'answered') throw new Error(outcome.state);
  return outcome.answer.decision;
}

describe('the one true path', () => {
  test('an invited yes is a yes for the order, and none for advertising', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'never_asked' });
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'advertising'] }));
    expect(await ask(firm, phone)).toMatchObject({ allowed: true, reason: 'granted' });
    expect(await ask(firm, phone, { purpose: 'advertising' })).toMatchObject({
      allowed: false,
      reason: 'evidence_too_low',
    });
    expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({
      allowed: false,
      reason: 'refused',
    });
    expect(await ask(firm, phone, { purpose: 'documents' })).toMatchObject({
      allowed: false,
      reason: 'purpose_not_covered',
    });
    expect(await ask(firm, phone, { channel: 'sms' })).toMatchObject({
      allowed: false,
      reason: 'channel_not_covered',
    });
  });

  test('a typed number waits for confirmation', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerPage(firm, { item: ['order'], phone }));
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });
  });

  test('after a withdrawal is acknowledged, no check says yes, and the ledger adds up', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    expect(await openReceipt(token)).toMatchObject({ evidence: 'number_delivery', withdrawnAt: null });
    expect(await withdrawByReceipt(token, { item: 'photos' })).toBe(true);
    expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({
      allowed: false,
      reason: 'withdrawn',
    });
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    expect(await withdrawByReceipt(token, 'all')).toBe(true);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    expect(await auditBusiness(firm.businessId)).toEqual([]);
  });
});
