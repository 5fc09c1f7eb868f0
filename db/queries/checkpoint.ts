import { and, asc, desc, eq, sql } from 'drizzle-orm';
import type { BusinessId } from '#lib/domain/ids.ts';
import { checkpoint } from '#db/schema/operation.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface StoredCheckpoint {
  size: number;
  root: Buffer;
  note: string;
  /** ISO 8601 UTC. */
  signedAt: string;
}

const columns = {
  size: checkpoint.size,
  root: checkpoint.root,
  note: checkpoint.note,
  signedAt: sql<string>`public.iso_instant(${checkpoint.signedAt})`,
};

export async function newestCheckpoint(
  tx: BusinessTx,
  businessId: BusinessId,
): Promise<StoredCheckpoint | null> {
  const rows = await tx
    .select(columns)
    .from(checkpoint)
    .where(eq(checkpoint.businessId, businessId))
    .orderBy(desc(checkpoint.size))
    .limit(1);
  return rows[0] ?? null;
}

export async function checkpointOfSize(
  tx: BusinessTx,
  businessId: BusinessId,
  size: number,
): Promise<StoredCheckpoint | null> {
  const rows = await tx
    .select(columns)
    .from(checkpoint)
    .where(and(eq(checkpoint.businessId, businessId), eq(checkpoint.size, size)));
  return rows[0] ?? null;
}

export async function listCheckpoints(tx: BusinessTx, businessId: BusinessId): Promise<StoredCheckpoint[]> {
  return tx
    .select(columns)
    .from(checkpoint)
    .where(eq(checkpoint.businessId, businessId))
    .orderBy(asc(checkpoint.size));
}

/** The primary key refuses a second one of the same size, and nothing is ever changed or removed. */
export async function insertCheckpoint(
  tx: BusinessTx,
  businessId: BusinessId,
  signed: Omit<StoredCheckpoint, 'signedAt'>,
): Promise<void> {
  const row = { businessId, ...signed, signedAt: sql`clock_timestamp()` };
  assertRows(await tx.insert(checkpoint).values(row), 1, 'checkpoint');
}
