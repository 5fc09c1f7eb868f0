import { and, eq, sql } from 'drizzle-orm';
import type { BusinessId, ContactId, PageId, ReceiptId, VersionId } from '#lib/domain/ids.ts';
import { receipt, type ReceiptSubject } from '#db/schema/consent.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface StoredReceipt {
  receiptId: ReceiptId;
  contactId: ContactId;
  pageId: PageId;
  versionId: VersionId;
  seq: number;
  locale: string;
  formNumber: string;
  subjects: ReceiptSubject[];
  bodyHash: Buffer;
  createdAt: string;
}

const columns = {
  receiptId: receipt.receiptId,
  contactId: receipt.contactId,
  pageId: receipt.pageId,
  versionId: receipt.versionId,
  seq: receipt.seq,
  locale: receipt.locale,
  formNumber: receipt.formNumber,
  subjects: receipt.subjects,
  bodyHash: receipt.bodyHash,
  createdAt: sql<string>`public.iso_instant(${receipt.createdAt})`,
};

export async function findReceipt(
  tx: BusinessTx,
  businessId: BusinessId,
  by: { tokenHash: Buffer } | { nonceHash: Buffer } | { seq: number },
): Promise<StoredReceipt | null> {
  const which =
    'tokenHash' in by
      ? eq(receipt.tokenHash, by.tokenHash)
      : 'nonceHash' in by
        ? eq(receipt.nonceHash, by.nonceHash)
        : eq(receipt.seq, by.seq);
  const rows = await tx
    .select(columns)
    .from(receipt)
    .where(and(eq(receipt.businessId, businessId), which));
  const row = rows[0];
  if (!row) return null;
  // Ids leave the database as plain strings; their names are given here, where the column is known.
  return {
    ...row,
    receiptId: row.receiptId as ReceiptId,
    contactId: row.contactId as ContactId,
    pageId: row.pageId as PageId,
    versionId: row.versionId as VersionId,
  };
}

export interface NewReceipt extends Omit<StoredReceipt, 'createdAt'> {
  tokenHash: Buffer;
  nonceHash: Buffer;
  createdAt: string;
}

export async function insertReceipt(tx: BusinessTx, businessId: BusinessId, r: NewReceipt): Promise<void> {
  assertRows(await tx.insert(receipt).values({ businessId, ...r }), 1, 'receipt');
}
