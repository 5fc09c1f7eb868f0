import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BusinessId, KeyId } from '#lib/domain/ids.ts';
import { apiKey } from '#db/schema/business.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface NewApiKey {
  keyId: KeyId;
  mode: 'live' | 'test';
  keyHash: Buffer;
  hint: string;
  scopes: string[];
}

export async function insertApiKey(tx: BusinessTx, businessId: BusinessId, key: NewApiKey): Promise<void> {
  assertRows(
    await tx.insert(apiKey).values({ businessId, ...key, createdAt: sql`clock_timestamp()` }),
    1,
    'api key',
  );
}

/** Takes effect at the next check: the check's own statement reads this row again. Nothing happens unless exactly one fits. */
export async function revokeApiKeyByHint(
  tx: BusinessTx,
  businessId: BusinessId,
  hint: string,
): Promise<boolean> {
  const living = and(eq(apiKey.businessId, businessId), eq(apiKey.hint, hint), isNull(apiKey.revokedAt));
  const found = await tx.select({ keyId: apiKey.keyId }).from(apiKey).where(living);
  if (found.length !== 1) return false;
  assertRows(
    await tx
      .update(apiKey)
      .set({ revokedAt: sql`clock_timestamp()` })
      .where(living),
    1,
    'api key revoked',
  );
  return true;
}
