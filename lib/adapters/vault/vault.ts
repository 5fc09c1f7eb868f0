import { createHmac, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { IdentifierKind } from '#lib/domain/contact/identifier.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { INDEX_KEY_VERSION } from './blind-index.ts';
import { hkdfKey, keyLength } from './derive.ts';
import { seal, unseal, type SealedPlace } from './seal.ts';

/** The keys of one business, opened. They live in memory only; as `KeyObject`s they print as nothing. */
export type BusinessKeys = {
  readonly businessId: BusinessId;
  /** Index key for one kind of identifier; `version` defaults to the current one. */
  indexKey(kind: IdentifierKind, version?: number): KeyObject;
  wrap(contactId: ContactId, key: Buffer): Buffer;
  unwrap(contactId: ContactId, wrapped: Buffer): KeyObject;
  /** Seals what belongs to the firm and to no single contact, for one row of one table. */
  seal(place: OwnPlace, plaintext: string): Buffer;
  /** Throws `Unavailable('sealed_data_unreadable')` as `unseal` does. */
  unseal(place: OwnPlace, sealed: Buffer): Buffer;
  /** HMAC-SHA-256, to compare what must not be stored: `of` says what it is of, so that two uses never meet. */
  fingerprint(of: FingerprintOf, text: string): Buffer;
};

type OwnPlace = Omit<SealedPlace, 'business'>;
export type FingerprintOf = 'idempotency_key' | 'idempotency_request';

export type Vault = {
  /** A new business's key, wrapped by the master key, as it is stored in the business's row. */
  newBusinessKey(businessId: BusinessId): Buffer;
  /** Throws `Unavailable('sealed_data_unreadable')` if the master key is another or the row was swapped. */
  openBusinessKey(businessId: BusinessId, wrapped: Buffer): BusinessKeys;
  /** A new contact's key: `wrapped` is stored in the contact's row, and erasing it erases the person. */
  newContactKey(keys: BusinessKeys, contactId: ContactId): { wrapped: Buffer; key: KeyObject };
  openContactKey(keys: BusinessKeys, contactId: ContactId, wrapped: Buffer): KeyObject;
};

/**
 * Envelope of three: the master key (outside the database) wraps a key per business, which wraps a key per
 * contact, which seals that person's rows. A copy of the database alone opens nothing and matches no number.
 */
export function vault(masterKey: Buffer): Vault {
  invariant(masterKey.length === keyLength, 'the master key has 32 bytes');
  const masterWrapKey = hkdfKey(masterKey, 'jawort|wrap|v1');

  return {
    newBusinessKey(businessId) {
      return seal(masterWrapKey, businessKeyPlace(businessId), randomBytes(keyLength));
    },
    openBusinessKey(businessId, wrapped) {
      return businessKeys(businessId, unseal(masterWrapKey, businessKeyPlace(businessId), wrapped));
    },
    newContactKey(keys, contactId) {
      const key = randomBytes(keyLength);
      return { wrapped: keys.wrap(contactId, key), key: createSecretKey(key) };
    },
    openContactKey(keys, contactId, wrapped) {
      return keys.unwrap(contactId, wrapped);
    },
  };
}

// Index keys hang on the business's key, not the master key: rotating the master key then only re-wraps.
function businessKeys(businessId: BusinessId, key: Buffer): BusinessKeys {
  const wrapKey = hkdfKey(key, `jawort|wrap|${businessId}|v1`);
  const derived = new Map<string, KeyObject>();
  const keyFor = (info: string): KeyObject => {
    const known = derived.get(info) ?? hkdfKey(key, info);
    derived.set(info, known);
    return known;
  };

  return {
    businessId,
    indexKey(kind, version = INDEX_KEY_VERSION) {
      return keyFor(`jawort|bidx|${businessId}|${kind}|v${version}`);
    },
    wrap(contactId, contactKey) {
      invariant(contactKey.length === keyLength, 'a contact key has 32 bytes');
      return seal(wrapKey, contactKeyPlace(businessId, contactId), contactKey);
    },
    unwrap(contactId, wrapped) {
      return createSecretKey(unseal(wrapKey, contactKeyPlace(businessId, contactId), wrapped));
    },
    seal(place, plaintext) {
      return seal(keyFor(`jawort|seal|${businessId}|v1`), { ...place, business: businessId }, plaintext);
    },
    unseal(place, sealed) {
      return unseal(keyFor(`jawort|seal|${businessId}|v1`), { ...place, business: businessId }, sealed);
    },
    fingerprint(of, text) {
      return createHmac('sha256', keyFor(`jawort|fingerprint|${businessId}|${of}|v1`))
        .update(text)
        .digest();
    },
  };
}

function businessKeyPlace(businessId: BusinessId): SealedPlace {
  return { business: businessId, table: 'business', column: 'wrapped_key', row: businessId };
}

function contactKeyPlace(businessId: BusinessId, contactId: ContactId): SealedPlace {
  return { business: businessId, table: 'contact', column: 'wrapped_key', row: contactId };
}
