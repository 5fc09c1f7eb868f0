import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { Subject } from '#lib/domain/consent/withdrawal.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { confirmationOfReceipt, type StoredConfirmation } from '#db/queries/confirmation.ts';
import type { StoredReceipt } from '#db/queries/receipt.ts';

export interface ReceiptStanding {
  /** The identifiers of the answer, each with what is known of it by now. */
  subjects: Subject[];
  confirmation: StoredConfirmation | null;
}

/** What a receipt may speak for: what its answer proved, and what the person's own message has proved since. */
export async function standingOfReceipt(
  tx: BusinessTx,
  businessId: BusinessId,
  receipt: StoredReceipt,
): Promise<ReceiptStanding> {
  const confirmation = await confirmationOfReceipt(tx, businessId, receipt.receiptId);
  const confirmed = confirmation !== null && confirmation.usedSeq !== null ? confirmation.identifierId : null;
  return {
    confirmation,
    subjects: receipt.subjects.map((s) => ({
      identifier: s.identifier,
      // The column is written by the answer only, from the same type.
      evidence: s.identifier === confirmed ? 'channel_message' : (s.evidence as Evidence),
    })),
  };
}
