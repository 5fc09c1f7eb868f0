import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex } from '#lib/adapters/vault/blind-index.ts';
import { deriveKey } from '#lib/adapters/vault/derive.ts';
import { seal, unseal } from '#lib/adapters/vault/seal.ts';
import { vault } from '#lib/adapters/vault/vault.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';

const masterKey = randomBytes(32);
const house = vault(masterKey);

function aBusiness() {
  const id = newId<BusinessId>();
  const wrapped = house.newBusinessKey(id);
  return { id, wrapped, keys: house.openBusinessKey(id, wrapped) };
}

describe('keys of businesses and contacts', () => {
  test('a contact sealed before a restart is read after it', () => {
    const { id, wrapped, keys } = aBusiness();
    const contactId = newId<ContactId>();
    const contact = house.newContactKey(keys, contactId);
    const place = { business: id, table: 'identifier', column: 'value', row: newId() };
    const sealed = seal(contact.key, place, '+4917604069042');

    const later = vault(Buffer.from(masterKey));
    const reopened = later.openContactKey(later.openBusinessKey(id, wrapped), contactId, contact.wrapped);
    expect(unseal(reopened, place, sealed).toString()).toBe('+4917604069042');
  });

  test("one contact's key opens nothing of another contact", () => {
    const { id, keys } = aBusiness();
    const [one, two] = [house.newContactKey(keys, newId()), house.newContactKey(keys, newId())];
    const place = { business: id, table: 'identifier', column: 'value', row: newId() };
    expect(() => unseal(two.key, place, seal(one.key, place, 'x'))).toThrow(Unavailable);
  });

  test('wrapped keys that were swapped between contacts or businesses do not open', () => {
    const [left, right] = [aBusiness(), aBusiness()];
    const [one, two] = [newId<ContactId>(), newId<ContactId>()];
    const contact = house.newContactKey(left.keys, one);
    expect(() => house.openContactKey(left.keys, two, contact.wrapped)).toThrow(Unavailable);
    expect(() => house.openContactKey(right.keys, one, contact.wrapped)).toThrow(Unavailable);
    expect(() => house.openBusinessKey(left.id, right.wrapped)).toThrow(Unavailable);
    // A contact's wrapped key is no business's, though both are sealed the same way.
    expect(() => house.openBusinessKey(left.id, contact.wrapped)).toThrow(Unavailable);
  });

  test('under another master key nothing opens, and it says so instead of making new keys', () => {
    const { id, wrapped } = aBusiness();
    expect(() => vault(randomBytes(32)).openBusinessKey(id, wrapped)).toThrow(Unavailable);
  });

  test('a master key of another length is refused', () => {
    expect(() => vault(randomBytes(16))).toThrow(InvariantBroken);
    expect(() => vault(Buffer.alloc(0))).toThrow(InvariantBroken);
  });

  test('no key prints itself', () => {
    const { keys } = aBusiness();
    const contact = house.newContactKey(keys, newId());
    const printed = inspect([house, keys, contact.key, keys.indexKey('phone')], {
      depth: 9,
      showHidden: true,
    });
    for (const secret of [masterKey, contact.key.export(), keys.indexKey('phone').export()]) {
      expect(printed).not.toContain(secret.toString('hex'));
      expect(JSON.stringify([keys, contact.key])).not.toContain(secret.toString('base64'));
    }
    expect(printed).not.toContain('<Buffer');
  });
});

describe('the blind index', () => {
  test('is the whole HMAC-SHA-256 of the value', () => {
    const index = aBusiness().keys.indexKey('phone');
    const expected = createHmac('sha256', index.export()).update('+4917604069042').digest();
    expect(blindIndex(index, '+4917604069042')).toEqual(expected);
    expect(expected).toHaveLength(32);
  });

  test('finds the same value again after a restart', () => {
    const { id, wrapped, keys } = aBusiness();
    const later = vault(masterKey).openBusinessKey(id, wrapped);
    expect(blindIndex(later.indexKey('phone'), '+4917604069042')).toEqual(
      blindIndex(keys.indexKey('phone'), '+4917604069042'),
    );
  });

  test('differs by business, kind, version and value, so that no two tables can be joined', () => {
    const [left, right] = [aBusiness(), aBusiness()];
    const values = [
      blindIndex(left.keys.indexKey('phone'), '+4917604069042'),
      blindIndex(left.keys.indexKey('phone'), '+4917604069041'),
      blindIndex(left.keys.indexKey('phone', 2), '+4917604069042'),
      blindIndex(left.keys.indexKey('email'), '+4917604069042'),
      blindIndex(left.keys.indexKey('reference'), '+4917604069042'),
      blindIndex(left.keys.indexKey('whatsapp_user_id'), '+4917604069042'),
      blindIndex(right.keys.indexKey('phone'), '+4917604069042'),
    ].map((value) => value.toString('hex'));
    expect(new Set(values).size).toBe(values.length);
  });

  test('its key is derived once and then kept: a check has no time to derive', () => {
    const { keys } = aBusiness();
    expect(keys.indexKey('phone')).toBe(keys.indexKey('phone', 1));
  });
});

describe('keys by purpose', () => {
  test('are HKDF-SHA-256 of the master key, one for each purpose', () => {
    const expected = Buffer.from(hkdfSync('sha256', masterKey, '', 'jawort|purpose|snapshot|v1', 32));
    expect(deriveKey(masterKey, 'snapshot').export()).toEqual(expected);
    expect(deriveKey(masterKey, 'receipt_token').equals(deriveKey(masterKey, 'snapshot'))).toBe(false);
    expect(deriveKey(randomBytes(32), 'snapshot').equals(deriveKey(masterKey, 'snapshot'))).toBe(false);
  });
});

describe('what belongs to the firm and to no contact', () => {
  const place = { table: 'idempotency', column: 'response', row: 'key/abc' };

  test('opens after a restart, at its own place, for its own firm', () => {
    const { id, wrapped, keys } = aBusiness();
    const sealed = keys.seal(place, 'https://…/i/token');
    expect(sealed.toString('latin1')).not.toContain('token');
    const later = vault(Buffer.from(masterKey)).openBusinessKey(id, wrapped);
    expect(later.unseal(place, sealed).toString()).toBe('https://…/i/token');
    expect(() => keys.unseal({ ...place, row: 'key/abd' }, sealed)).toThrow(Unavailable);
    expect(() => aBusiness().keys.unseal(place, sealed)).toThrow(Unavailable);
  });

  test('a fingerprint is the same for the same text, and another for another text, use or firm', () => {
    const { id, wrapped, keys } = aBusiness();
    const again = vault(Buffer.from(masterKey)).openBusinessKey(id, wrapped);
    const one = keys.fingerprint('idempotency_key', 'x').toString('hex');
    expect(again.fingerprint('idempotency_key', 'x').toString('hex')).toBe(one);
    expect(keys.fingerprint('idempotency_key', 'y').toString('hex')).not.toBe(one);
    expect(keys.fingerprint('idempotency_request', 'x').toString('hex')).not.toBe(one);
    expect(aBusiness().keys.fingerprint('idempotency_key', 'x').toString('hex')).not.toBe(one);
  });
});
