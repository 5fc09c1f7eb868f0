import { newId } from '#lib/adapters/ids/uuid.ts';
import { codeLifetime } from '#lib/domain/consent/confirmation.ts';
import type { ItemDecision } from '#lib/domain/consent/event.ts';
import { addPeriod } from '#lib/domain/consent/period.ts';
import type { BusinessId, ConfirmationId, ReceiptId } from '#lib/domain/ids.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { codeIndex, codeOfReceipt } from '#lib/services/receipt/code.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { insertConfirmation } from '#db/queries/confirmation.ts';

/**
 * Where somebody allowed messages to a number that they only typed, a code is made ready by which they can prove it:
 * sent from that very account. Nothing else gets one.
 */
export async function prepareConfirmation(
  tx: BusinessTx,
  businessId: BusinessId,
  answer: { receiptId: ReceiptId; decisions: readonly ItemDecision[]; at: string },
): Promise<void> {
  const claimed = answer.decisions
    .filter((d) => d.choice === 'granted')
    .flatMap((d) => d.covers)
    .find((c) => c.evidence === 'claimed' && (c.channel === 'whatsapp' || c.channel === 'phone'));
  if (!claimed) return;
  const keys = await businessKeys(tx, businessId);
  await insertConfirmation(tx, businessId, {
    confirmationId: newId<ConfirmationId>(),
    codeIndex: codeIndex(keys, codeOfReceipt(businessId, answer.receiptId)),
    receiptId: answer.receiptId,
    identifierId: claimed.identifier,
    createdAt: answer.at,
    expiresAt: addPeriod(answer.at, codeLifetime),
  });
}
