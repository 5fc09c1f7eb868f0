import { and, asc, count, eq, gte, sql } from 'drizzle-orm';
import type { BusinessId } from '#lib/domain/ids.ts';
import { event, logNode } from '#db/schema/ledger.ts';
import { version } from '#db/schema/page.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** An entry of the log with its columns, to be compared with its leaf. */
export interface LogRow {
  seq: number;
  eventId: string;
  kind: string;
  at: string;
  contactId: string | null;
  leaf: string;
  leafHash: Buffer;
}

export async function pageOfLog(
  tx: BusinessTx,
  businessId: BusinessId,
  { from, count: limit }: { from: number; count: number },
): Promise<LogRow[]> {
  const { seq, eventId, kind, contactId, leaf, leafHash } = event;
  return tx
    .select({
      seq,
      eventId,
      kind,
      at: sql<string>`public.iso_instant(${event.at})`,
      contactId,
      leaf,
      leafHash,
    })
    .from(event)
    .where(and(eq(event.businessId, businessId), gte(event.seq, from)))
    .orderBy(asc(event.seq))
    .limit(limit);
}

export async function countLogNodes(tx: BusinessTx, businessId: BusinessId): Promise<number> {
  const rows = await tx.select({ nodes: count() }).from(logNode).where(eq(logNode.businessId, businessId));
  return rows[0]?.nodes ?? 0;
}

export async function listVersionTexts(
  tx: BusinessTx,
  businessId: BusinessId,
): Promise<{ versionId: string; content: string }[]> {
  const { versionId, content } = version;
  return tx.select({ versionId, content }).from(version).where(eq(version.businessId, businessId));
}
