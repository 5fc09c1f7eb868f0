import type { KeyObject } from 'node:crypto';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex, INDEX_KEY_VERSION } from '#lib/adapters/vault/blind-index.ts';
import { seal, unseal } from '#lib/adapters/vault/seal.ts';
import type { BusinessKeys } from '#lib/adapters/vault/vault.ts';
import type { Identifier } from '#lib/domain/contact/identifier.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId, ContactId, IdentifierId } from '#lib/domain/ids.ts';
import { theVault } from '#lib/services/key/process-keys.ts';
import { findIdentifier, getIdentifier, getWrappedContactKey, insertContact } from '#db/queries/contact.ts';
import type { BusinessTx } from '#db/in-business.ts';

export interface KnownIdentifier {
  identifierId: IdentifierId;
  contactId: ContactId;
  key: KeyObject;
}

/**
 * The contact behind an identifier, noted if it is new. Call it with the log locked: two people who type the same
 * number at once must meet in one contact. Every identifier is a contact of its own until a person links two.
 */
export async function findOrNoteContact(
  tx: BusinessTx,
  keys: BusinessKeys,
  who: Identifier,
  at: string,
): Promise<KnownIdentifier> {
  const { businessId } = keys;
  const index = blindIndex(keys.indexKey(who.kind), who.value);
  const known = await findIdentifier(tx, businessId, {
    kind: who.kind,
    keyVersion: INDEX_KEY_VERSION,
    index,
  });
  if (known) return { ...known, key: await contactKeyOf(tx, keys, known.contactId) };

  const contactId = newId<ContactId>();
  const identifierId = newId<IdentifierId>();
  const { wrapped, key } = theVault().newContactKey(keys, contactId);
  const sealed = seal(key, placeOf(businessId, identifierId), who.value);
  await insertContact(tx, businessId, {
    contactId,
    wrappedKey: wrapped,
    identifierId,
    kind: who.kind,
    keyVersion: INDEX_KEY_VERSION,
    index,
    sealed,
    at,
  });
  return { identifierId, contactId, key };
}

/** Reads an identifier back, for its own contact's page only. */
export async function revealIdentifier(
  tx: BusinessTx,
  keys: BusinessKeys,
  identifierId: IdentifierId,
): Promise<Identifier> {
  const stored = await getIdentifier(tx, keys.businessId, identifierId);
  if (!stored) throw new Unavailable('identifier_missing');
  const key = await contactKeyOf(tx, keys, stored.contactId);
  return {
    kind: stored.kind,
    value: unseal(key, placeOf(keys.businessId, identifierId), stored.sealed).toString('utf8'),
  };
}

async function contactKeyOf(tx: BusinessTx, keys: BusinessKeys, contactId: ContactId): Promise<KeyObject> {
  const wrapped = await getWrappedContactKey(tx, keys.businessId, contactId);
  if (!wrapped) throw new Unavailable('contact_key_missing');
  return theVault().openContactKey(keys, contactId, wrapped);
}

function placeOf(business: BusinessId, identifierId: IdentifierId) {
  return { business, table: 'identifier', column: 'sealed', row: identifierId };
}
