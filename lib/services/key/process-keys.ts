import { createSecretKey, type KeyObject } from 'node:crypto';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { deriveKey, type KeyPurpose } from '#lib/adapters/vault/derive.ts';
import { vault, type BusinessKeys, type Vault } from '#lib/adapters/vault/vault.ts';
import { NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { getWrappedBusinessKey } from '#db/queries/business.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** How many firms' opened keys one process keeps; the oldest leaves first. About 1 KB each. */
const openedKeysMax = 20_000;

export function theVault(): Vault {
  return once('vault', () => vault(Buffer.from(config().masterKey)));
}

/** The process's own signing keys, derived from the master key and never stored. */
export function processKey(purpose: KeyPurpose): KeyObject {
  return once(`key.${purpose}`, () => deriveKey(createSecretKey(Buffer.from(config().masterKey)), purpose));
}

/** A business's keys inside its own transaction, opened once a process. */
export async function businessKeys(tx: BusinessTx, businessId: BusinessId): Promise<BusinessKeys> {
  const known = opened().get(businessId);
  if (known) return known;
  const wrapped = await getWrappedBusinessKey(tx, businessId);
  if (!wrapped) throw new NotFound('business_not_found');
  return openedBusinessKeys(businessId, wrapped);
}

export function openedBusinessKeys(businessId: BusinessId, wrapped: Buffer): BusinessKeys {
  const known = opened().get(businessId);
  if (known) return known;
  const keys = theVault().openBusinessKey(businessId, wrapped);
  if (opened().size >= openedKeysMax) {
    const oldest = opened().keys().next();
    if (!oldest.done) opened().delete(oldest.value);
  }
  opened().set(businessId, keys);
  return keys;
}

function opened(): Map<BusinessId, BusinessKeys> {
  return once('keys.opened', () => new Map<BusinessId, BusinessKeys>());
}
