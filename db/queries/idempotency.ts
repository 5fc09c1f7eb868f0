import { and, eq, sql } from 'drizzle-orm';
import type { BusinessId, KeyId } from '#lib/domain/ids.ts';
import { business, idempotency } from '#db/schema/business.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

/** One use of an idempotency key. The key itself is stored as a keyed hash: callers put numbers into it. */
export interface KeyUse {
  keyId: KeyId;
  keyHash: string;
}

export interface StoredOutcome {
  requestHash: Buffer;
  status: number;
  /** Sealed, base64. */
  response: string;
  /** False once its 72 hours are over, by the business's clock. */
  valid: boolean;
}

/** For the rest of the transaction nobody else holds this number; false at once when somebody does. */
export async function tryHold(tx: BusinessTx, lock: bigint): Promise<boolean> {
  const rows = await tx.execute<{ held: boolean }>(
    sql`select pg_try_advisory_xact_lock(${lock.toString()}::bigint) as held`,
  );
  return rows[0]?.held === true;
}

export async function findOutcome(
  tx: BusinessTx,
  businessId: BusinessId,
  use: KeyUse,
): Promise<StoredOutcome | null> {
  const rows = await tx
    .select({
      requestHash: idempotency.requestHash,
      status: idempotency.status,
      response: idempotency.response,
      valid: sql<boolean>`${idempotency.createdAt} > clock_timestamp() + ${business.clockOffset} - interval '72 hours'`,
    })
    .from(idempotency)
    .innerJoin(business, eq(business.businessId, idempotency.businessId))
    .where(isUse(businessId, use));
  return rows[0] ?? null;
}

export async function insertOutcome(
  tx: BusinessTx,
  businessId: BusinessId,
  { keyId, keyHash }: KeyUse,
  outcome: Omit<StoredOutcome, 'valid'>,
): Promise<void> {
  const createdAt = sql`(select clock_timestamp() + ${business.clockOffset} from ${business} where ${business.businessId} = ${businessId})`;
  const row = { businessId, keyId, idempotencyKey: keyHash, ...outcome, createdAt };
  assertRows(await tx.insert(idempotency).values(row), 1, 'idempotency');
}

export async function deleteOutcome(tx: BusinessTx, businessId: BusinessId, use: KeyUse): Promise<void> {
  assertRows(await tx.delete(idempotency).where(isUse(businessId, use)), 1, 'idempotency');
}

/** Removes what is older than 72 hours by the business's clock. `left`: whether younger rows are there. */
export async function deleteOldOutcomes(
  tx: BusinessTx,
  businessId: BusinessId,
): Promise<{ gone: number; left: boolean }> {
  const gone = await tx.execute(sql`
    delete from public.idempotency i using public.business b
    where i.business_id = ${businessId} and b.business_id = i.business_id
      and i.created_at <= clock_timestamp() + b.clock_offset - interval '72 hours'`);
  const left = await tx
    .select({ keyId: idempotency.keyId })
    .from(idempotency)
    .where(eq(idempotency.businessId, businessId))
    .limit(1);
  return { gone: gone.count, left: left.length > 0 };
}

function isUse(businessId: BusinessId, { keyId, keyHash }: KeyUse) {
  return and(
    eq(idempotency.businessId, businessId),
    eq(idempotency.keyId, keyId),
    eq(idempotency.idempotencyKey, keyHash),
  );
}
