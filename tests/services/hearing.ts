import { expect } from 'vitest';
import type { ContactQuestion } from '#lib/domain/check/question.ts';
import { InboundMessage, recordInbound, type InboundEffect } from '#lib/services/inbound/record.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import type { TestDatabase } from '#tests/support/database.ts';
import { answerPage, receiptOf, type Firm } from '#tests/support/scene.ts';
import { behind } from './behind.ts';

/** A message that reached the firm, as its tool reports it. */
export async function hear(
  firm: Firm,
  from: string | ContactQuestion,
  text: string,
  more: Partial<InboundMessage> = {},
): Promise<InboundEffect> {
  const contact = typeof from === 'string' ? { phone: from } : from;
  const received_at = new Date().toISOString();
  const input = InboundMessage.parse({ channel: 'whatsapp', from: contact, text, received_at, ...more });
  return (await recordInbound(firm.live, input)).effect;
}

/** Somebody typed a number on the page: their receipt, and the code it offers. */
export async function waiting(firm: Firm, phone: string, item: string[] = ['order', 'advertising']) {
  const token = receiptOf(await answerPage(firm, { item, phone }));
  const receipt = await openReceipt(token);
  if (!receipt?.confirm) throw new Error('the receipt offers no code');
  return { token, code: receipt.confirm.code, receipt };
}

/** What waits for a person of the firm. */
export async function tasks(at: TestDatabase, firm: Firm): Promise<string[]> {
  return behind(at, async (sql) => {
    const rows = await sql<
      { kind: string }[]
    >`select kind from human_task where business_id = ${firm.businessId} order by kind`;
    return rows.map((r) => r.kind);
  });
}

/** The events add up to the tables. */
export async function adds(firm: Firm): Promise<void> {
  expect(await auditBusiness(firm.businessId)).toEqual([]);
}
