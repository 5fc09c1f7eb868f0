import { randomBytes } from 'node:crypto';
import { newId } from '#lib/adapters/ids/uuid.ts';
import type { BusinessId, KeyId } from '#lib/domain/ids.ts';
import { decodeApiKey, encodeApiKey, type ApiKeyMode } from '#lib/domain/token/api-key.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { insertApiKey } from '#db/queries/api-key.ts';
import { inBusiness } from '#db/in-business.ts';

export type Scope = 'check' | 'write' | 'read' | 'admin';

/**
 * A new key of the live firm `businessId`; a test key opens its current twin. The key is returned once and stored as a
 * hash only.
 */
export async function createApiKey(
  businessId: BusinessId,
  input: { mode: ApiKeyMode; scopes: readonly Scope[] },
): Promise<{ keyId: KeyId; key: string }> {
  const key = encodeApiKey(input.mode, businessId, randomBytes(32));
  const decoded = decodeApiKey(key);
  invariant(decoded, 'a new key must be readable');
  const keyId = newId<KeyId>();
  await inBusiness(businessId, async (tx) => {
    await insertApiKey(tx, businessId, {
      keyId,
      mode: input.mode,
      keyHash: decoded.hash,
      hint: key.slice(-4),
      scopes: [...input.scopes],
    });
  });
  return { keyId, key };
}
