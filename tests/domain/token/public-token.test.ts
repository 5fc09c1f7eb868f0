import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToUuid, type BusinessId } from '#lib/domain/ids.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { decodeToken, encodeToken, tokenHash } from '#lib/domain/token/public-token.ts';

const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => Buffer.from(bytes));
const parts = fc.record({
  business: sixteen.map((bytes) => bytesToUuid<BusinessId>(bytes)),
  secret: sixteen,
});
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a public token', () => {
  test('is 43 base64url characters and opens to what went in', () => {
    fc.assert(
      fc.property(parts, ({ business, secret }) => {
        const token = encodeToken(business, secret);
        expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
        expect(decodeToken(token)).toEqual({ businessId: business, secret });
      }),
    );
  });

  test('has one spelling: the last character has three look-alikes that decode to the same bytes', () => {
    fc.assert(
      fc.property(parts, ({ business, secret }) => {
        const token = encodeToken(business, secret);
        const spellings = Array.from(base64url).map((last) => token.slice(0, -1) + last);
        const sameBytes = spellings.filter((text) =>
          Buffer.from(text, 'base64url').equals(Buffer.from(token, 'base64url')),
        );
        expect(sameBytes).toHaveLength(4);
        expect(sameBytes.filter((text) => decodeToken(text) !== null)).toEqual([token]);
      }),
    );
  });

  test('cut, lengthened, padded or in another alphabet it is null', () => {
    const token = encodeToken(bytesToUuid<BusinessId>(Buffer.alloc(16, 0xfb)), Buffer.alloc(16, 0xff));
    expect(token).toMatch(/[-_]/);
    for (let length = 0; length < 43; length += 1) expect(decodeToken(token.slice(0, length))).toBeNull();
    for (const text of [
      `${token}A`,
      `${token}=`,
      `${token}\n`,
      ` ${token.slice(1)}`,
      token.replaceAll('-', '+').replaceAll('_', '/'),
      `${token.slice(0, 42)}\u00e4`,
      `${token.slice(0, 42)}\0`,
      'A'.repeat(1_000_000),
    ]) {
      expect(decodeToken(text)).toBeNull();
    }
  });

  test('noise is null, never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 40, maxLength: 46 }), (text) => {
        expect(decodeToken(text)).toBeNull();
      }),
    );
  });

  test('what is stored is the SHA-256 of its characters', () => {
    expect(tokenHash('abc')).toEqual(createHash('sha256').update('abc', 'ascii').digest());
  });

  test('a secret of another length is a defect', () => {
    const business = bytesToUuid<BusinessId>(Buffer.alloc(16));
    expect(() => encodeToken(business, Buffer.alloc(15))).toThrow(InvariantBroken);
    expect(() => encodeToken(business, Buffer.alloc(17))).toThrow(InvariantBroken);
  });
});
