import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { BusinessId, ConfirmationId, IdentifierId, ReceiptId } from '#lib/domain/ids.ts';
import { confirmation, receipt } from '#db/schema/consent.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface StoredConfirmation {
  confirmationId: ConfirmationId;
  receiptId: ReceiptId;
  identifierId: IdentifierId;
  /** The answer that the code is about. */
  answeredSeq: number;
  expiresAt: string;
  usedSeq: number | null;
}

const columns = {
  confirmationId: confirmation.confirmationId,
  receiptId: confirmation.receiptId,
  identifierId: confirmation.identifierId,
  answeredSeq: receipt.seq,
  expiresAt: sql<string>`public.iso_instant(${confirmation.expiresAt})`,
  usedSeq: confirmation.usedSeq,
};

/** The confirmations that these code indexes belong to. */
export async function findConfirmations(
  tx: BusinessTx,
  businessId: BusinessId,
  codeIndexes: readonly Buffer[],
): Promise<StoredConfirmation[]> {
  if (codeIndexes.length === 0) return [];
  return select(
    tx,
    and(eq(confirmation.businessId, businessId), inArray(confirmation.codeIndex, [...codeIndexes])),
  );
}

export async function confirmationOfReceipt(
  tx: BusinessTx,
  businessId: BusinessId,
  receiptId: ReceiptId,
): Promise<StoredConfirmation | null> {
  const where = and(eq(confirmation.businessId, businessId), eq(confirmation.receiptId, receiptId));
  return (await select(tx, where))[0] ?? null;
}

/**
 * A code that stands for another answer already (one in some hundred thousand million) gets no row: that receipt then
 * offers no code, and no answer is lost over it.
 */
export async function insertConfirmation(
  tx: BusinessTx,
  businessId: BusinessId,
  c: {
    confirmationId: ConfirmationId;
    codeIndex: Buffer;
    receiptId: ReceiptId;
    identifierId: string;
    createdAt: string;
    expiresAt: string;
  },
): Promise<void> {
  await tx
    .insert(confirmation)
    .values({ businessId, ...c })
    .onConflictDoNothing();
}

/** Used once: whoever comes second finds it used. */
export async function markConfirmationUsed(
  tx: BusinessTx,
  businessId: BusinessId,
  confirmationId: ConfirmationId,
  seq: number,
): Promise<void> {
  const result = await tx
    .update(confirmation)
    .set({ usedSeq: seq })
    .where(
      and(
        eq(confirmation.businessId, businessId),
        eq(confirmation.confirmationId, confirmationId),
        isNull(confirmation.usedSeq),
      ),
    );
  assertRows(result, 1, 'confirmation used');
}

async function select(
  tx: BusinessTx,
  where: Parameters<ReturnType<ReturnType<BusinessTx['select']>['from']>['where']>[0],
): Promise<StoredConfirmation[]> {
  const rows = await tx
    .select(columns)
    .from(confirmation)
    .innerJoin(
      receipt,
      and(eq(receipt.businessId, confirmation.businessId), eq(receipt.receiptId, confirmation.receiptId)),
    )
    .where(where);
  // Ids leave the database as plain strings; their names are given here, where the column is known.
  return rows.map((row) => ({
    ...row,
    confirmationId: row.confirmationId as ConfirmationId,
    receiptId: row.receiptId as ReceiptId,
    identifierId: row.identifierId as IdentifierId,
  }));
}
