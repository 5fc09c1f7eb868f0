import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, unseal, type SealedPlace } from '#lib/adapters/vault/seal.ts';
import { bytesToUuid, type BusinessId } from '#lib/domain/ids.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';

const key = createSecretKey(randomBytes(32));
const place: SealedPlace = {
  business: bytesToUuid<BusinessId>(Buffer.alloc(16, 1)),
  table: 'identifier',
  column: 'value',
  row: bytesToUuid(Buffer.alloc(16, 2)),
};

// One answer for all of them, so that a caller cannot tell a forger what was wrong.
const unreadable = expect.objectContaining({ kind: 'unavailable', code: 'sealed_data_unreadable' });

describe('a sealed value', () => {
  test('opens to what was sealed, text as UTF-8, also when empty', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(unseal(key, place, seal(key, place, Buffer.from(bytes)))).toEqual(Buffer.from(bytes));
      }),
    );
    expect(unseal(key, place, seal(key, place, 'Müller „grün“')).toString()).toBe('Müller „grün“');
    expect(unseal(key, place, seal(key, place, ''))).toHaveLength(0);
  });

  test.each([
    ['another business', { business: bytesToUuid<BusinessId>(Buffer.alloc(16, 9)) }],
    ['another table', { table: 'evidence' }],
    ['another column', { column: 'name' }],
    ['another row', { row: bytesToUuid(Buffer.alloc(16, 9)) }],
  ])('does not open in %s', (_name, other) => {
    const sealed = seal(key, place, '+4917604069042');
    expect(() => unseal(key, { ...place, ...other }, sealed)).toThrow(unreadable);
  });

  test('does not open under another key', () => {
    expect(() => unseal(createSecretKey(randomBytes(32)), place, seal(key, place, 'x'))).toThrow(unreadable);
  });

  test('does not open with any one bit changed', () => {
    const sealed = seal(key, place, '+4917604069042');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const changed = Buffer.from(sealed);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(key, place, changed)).toThrow(unreadable);
    }
  });

  test('does not open cut or lengthened, a shortened tag included', () => {
    const sealed = seal(key, place, '+4917604069042');
    for (let length = 0; length < sealed.length; length += 1)
      expect(() => unseal(key, place, sealed.subarray(0, length))).toThrow(unreadable);
    expect(() => unseal(key, place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow(unreadable);
  });

  test('looks different each time and never shows its plaintext', () => {
    const seals = Array.from({ length: 200 }, () => seal(key, place, '+4917604069042'));
    expect(new Set(seals.map((sealed) => sealed.subarray(1, 13).toString('hex'))).size).toBe(200);
    expect(seals.every((sealed) => sealed[0] === 1 && !sealed.includes('4069042'))).toBe(true);
  });

  test('two places cannot be written alike: a separator inside a name is a defect', () => {
    expect(() => seal(key, { ...place, table: 'a|b' }, 'x')).toThrow(InvariantBroken);
    expect(() => seal(key, { ...place, row: '' }, 'x')).toThrow(InvariantBroken);
    expect(() => unseal(key, { ...place, row: 'a|b' }, seal(key, place, 'x'))).toThrow(InvariantBroken);
  });
});
