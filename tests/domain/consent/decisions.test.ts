import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { decisionsOf, type AnswerSubject } from '#lib/domain/consent/decisions.ts';
import { EVIDENCE, strongerEvidence } from '#lib/domain/consent/evidence.ts';
import { evidenceOfInvitation } from '#lib/domain/consent/invitation-evidence.ts';
import { uuid } from './history.ts';

const { items } = rooferDraft;
const at = '2027-01-31T10:00:00.000001Z';
const phone: AnswerSubject = { kind: 'phone', identifier: uuid(1), evidence: 'number_delivery' };
const email: AnswerSubject = { kind: 'email', identifier: uuid(3), evidence: 'claimed' };

describe('the decisions of an answer', () => {
  test('hold every item that was shown, ticked or not', () => {
    fc.assert(
      fc.property(fc.subarray(items.map((i) => i.key)), (ticked) => {
        const decisions = decisionsOf(items, ticked, [phone, email], at);
        expect(decisions.map((d) => d.item)).toEqual(items.map((i) => i.key));
        expect(
          decisions
            .filter((d) => d.choice === 'granted')
            .map((d) => d.item)
            .toSorted(),
        ).toEqual(ticked.toSorted());
      }),
    );
  });

  test('each covers its own purpose, channel and identifier, with the evidence there is for that one', () => {
    const [order, , , , newsletter] = decisionsOf(items, ['order', 'advertising_email'], [phone, email], at);
    expect(order?.covers).toEqual([
      { purpose: 'order', channel: 'whatsapp', identifier: uuid(1), evidence: 'number_delivery' },
    ]);
    expect(newsletter?.covers).toEqual([
      { purpose: 'advertising', channel: 'email', identifier: uuid(3), evidence: 'claimed' },
    ]);
  });

  test('cover nothing on a channel for which nothing was given', () => {
    const [order, , , , newsletter] = decisionsOf(items, [], [email], at);
    expect(order?.covers).toEqual([]);
    expect(newsletter?.covers).toHaveLength(1);
  });

  test('an item of several channels covers each of them, and a channel without a provable identifier none', () => {
    const [order] = items;
    if (!order) throw new Error('the draft has changed');
    const wide = { ...order, channels: ['whatsapp', 'sms', 'email', 'letter'] as const };
    const [decision] = decisionsOf(
      [{ ...wide, channels: [...wide.channels] }],
      ['order'],
      [phone, email],
      at,
    );
    expect(decision?.covers.map((c) => `${c.channel} ${c.identifier}`)).toEqual([
      `whatsapp ${uuid(1)}`,
      `sms ${uuid(1)}`,
      `email ${uuid(3)}`,
    ]);
  });

  test('end after their period, counted from the answer, and an order’s with the order', () => {
    const [order, , , advertising] = decisionsOf(items, ['order', 'advertising'], [phone], at);
    expect(order?.expires_at).toBeNull();
    expect(advertising?.expires_at).toBe('2029-01-31T10:00:00.000001Z');
  });
});

describe('what answering a personal link proves', () => {
  test.each([
    ['whatsapp', 'phone', 'number_delivery'],
    ['sms', 'phone', 'number_delivery'],
    ['email', 'phone', 'claimed'],
    ['print', 'phone', 'claimed'],
    ['none', 'phone', 'claimed'],
    ['email', 'email', 'email_link'],
    ['whatsapp', 'email', 'claimed'],
    ['sms', 'email', 'claimed'],
    ['print', 'email', 'claimed'],
    ['none', 'email', 'claimed'],
    ['whatsapp', 'reference', 'claimed'],
  ] as const)('delivered by %s to a %s: %s', (deliveredBy, kind, evidence) => {
    expect(evidenceOfInvitation(deliveredBy, kind)).toBe(evidence);
  });
});

test('of two pieces of evidence the stronger is kept, whichever comes first', () => {
  for (const [i, a] of EVIDENCE.entries()) {
    for (const [j, b] of EVIDENCE.entries()) expect(strongerEvidence(a, b)).toBe(i >= j ? a : b);
  }
});
