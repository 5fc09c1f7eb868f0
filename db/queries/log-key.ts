import { asc, isNull, sql } from 'drizzle-orm';
import { logKey } from '#db/schema/operation.ts';
import { readPool, txPool } from '#db/client.ts';
import { assertRows } from '#db/in-business.ts';

type Tx = Parameters<Parameters<ReturnType<typeof txPool>['transaction']>[0]>[0];

/** A signing key as anybody may see it. */
export interface PublicLogKey {
  keyId: string;
  publicKey: Buffer;
  createdAt: string;
  /** Since when it signs no more; what it signed stays signed. */
  retiredAt: string | null;
}

export interface StoredLogKey {
  keyId: string;
  publicKey: Buffer;
  sealedPrivate: Buffer;
}

/** For whoever changes the keys: they are the service's and no firm's, so this is the one transaction without a tenant. */
export async function changingLogKeys<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  return txPool().transaction(async (tx) => {
    await lockLogKeys(tx);
    return act(tx);
  });
}

/** One change of the keys at a time. */
export async function lockLogKeys(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('jawort.log_key', 0))`);
}

/** The key that signs now; `null` before the first use. */
export async function getActiveLogKey(tx: Tx): Promise<StoredLogKey | null> {
  const { keyId, publicKey, sealedPrivate } = logKey;
  const rows = await tx
    .select({ keyId, publicKey, sealedPrivate })
    .from(logKey)
    .where(isNull(logKey.retiredAt))
    .orderBy(asc(logKey.createdAt))
    .limit(1);
  return rows[0] ?? null;
}

/** The public halves of all keys that ever signed, as this transaction sees them. */
export async function publicLogKeys(tx: Tx): Promise<Buffer[]> {
  const rows = await tx.select({ publicKey: logKey.publicKey }).from(logKey);
  return rows.map((r) => r.publicKey);
}

export async function insertLogKey(tx: Tx, key: StoredLogKey): Promise<void> {
  assertRows(await tx.insert(logKey).values({ ...key, createdAt: sql`clock_timestamp()` }), 1, 'log key');
}

export async function retireLogKeys(tx: Tx): Promise<void> {
  await tx
    .update(logKey)
    .set({ retiredAt: sql`clock_timestamp()` })
    .where(isNull(logKey.retiredAt));
}

/** All keys that ever signed, oldest first. */
export async function listLogKeys(): Promise<PublicLogKey[]> {
  const rows = await readPool()<
    { key_id: string; public_key: Buffer; created_at: string; retired_at: string | null }[]
  >`select key_id, public_key, created_at, retired_at from public.log_key_facts()`;
  return rows.map((r) => ({
    keyId: r.key_id,
    publicKey: r.public_key,
    createdAt: r.created_at,
    retiredAt: r.retired_at,
  }));
}
