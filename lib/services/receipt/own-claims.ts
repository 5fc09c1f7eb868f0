import { foldEvents, type ConsentState } from '#lib/domain/consent/state.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { listEventsOfContact } from '#db/queries/ledger.ts';
import type { StoredReceipt } from '#db/queries/receipt.ts';

/**
 * What this receipt's own acts add up to: its answer and the withdrawals made with it. Anybody can type a number; whoever
 * did must not see on his receipt, or end with it, what somebody else typed for the same number later.
 */
export async function ownClaims(
  tx: BusinessTx,
  businessId: BusinessId,
  receipt: StoredReceipt,
): Promise<ConsentState> {
  const events = (await listEventsOfContact(tx, businessId, receipt.contactId)).map((e) => readLeaf(e.leaf));
  const own = events.filter(
    (e) => e.seq === receipt.seq || (e.kind === 'withdrawn' && e.body.receipt === receipt.receiptId),
  );
  return new Map([...foldEvents(own)].filter(([, line]) => line.standing === 'claimed'));
}
