import { createHash } from 'node:crypto';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesToUuid, type BusinessId } from '#lib/domain/ids.ts';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { decodeApiKey, encodeApiKey } from '#lib/domain/token/api-key.ts';
import { decodeBase62, encodeBase62, encodeUint32 } from '#lib/domain/token/base62.ts';
import { crc32 } from '#lib/domain/token/crc32.ts';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
const parts = fc.record({
  mode: fc.constantFrom('live' as const, 'test' as const),
  business: bytes(16).map((id) => bytesToUuid<BusinessId>(id)),
  secret: bytes(32),
});
const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

describe('an API key', () => {
  test('opens to its mode, its business and the hash of its whole text', () => {
    fc.assert(
      fc.property(parts, ({ mode, business, secret }) => {
        const key = encodeApiKey(mode, business, secret);
        expect(key).toMatch(mode === 'live' ? /^jw_live_[0-9A-Za-z]{78}$/ : /^jw_test_[0-9A-Za-z]{78}$/);
        const hash = createHash('sha256').update(key).digest();
        expect(decodeApiKey(key)).toEqual({ mode, businessId: business, hash });
      }),
    );
  });

  test('any one character changed, any two neighbours swapped, any cut: null', () => {
    fc.assert(
      fc.property(parts, fc.constantFrom(...Array.from(base62)), ({ mode, business, secret }, other) => {
        const key = encodeApiKey(mode, business, secret);
        for (let at = 0; at < key.length; at += 1) {
          const before = key.slice(0, at);
          if (key[at] !== other) expect(decodeApiKey(before + other + key.slice(at + 1))).toBeNull();
          if (key.charAt(at) !== key.charAt(at + 1) && at + 1 < key.length) {
            expect(decodeApiKey(before + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2))).toBeNull();
          }
          expect(decodeApiKey(before)).toBeNull();
        }
        expect(decodeApiKey(`${key}0`)).toBeNull();
      }),
      { numRuns: 30 },
    );
  });

  test('a live key cannot be relabelled as a test key, nor the reverse', () => {
    const business = bytesToUuid<BusinessId>(Buffer.alloc(16, 7));
    const live = encodeApiKey('live', business, Buffer.alloc(32, 9));
    expect(decodeApiKey(live.replace('live', 'test'))).toBeNull();
    expect(decodeApiKey(live.toUpperCase())).toBeNull();
  });

  test('a body that stands for no bytes is null even with a matching checksum', () => {
    const unsigned = `jw_live_${'z'.repeat(72)}`;
    expect(decodeApiKey(unsigned + encodeUint32(crc32(unsigned)))).toBeNull();
    const foreign = `jw_live_${'0'.repeat(71)}-`;
    expect(decodeApiKey(foreign + encodeUint32(crc32(foreign)))).toBeNull();
    const beyondAscii = `jw_live_${'0'.repeat(71)}\u0141`;
    expect(decodeApiKey(beyondAscii + encodeUint32(crc32(beyondAscii)))).toBeNull();
  });

  test('noise behind the prefix is null, never an error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 78, maxLength: 78 }), (text) => {
        expect(decodeApiKey(`jw_live_${text}`)).toBeNull();
      }),
    );
  });

  test('a secret of another length is a defect', () => {
    const business = bytesToUuid<BusinessId>(Buffer.alloc(16));
    expect(() => encodeApiKey('live', business, Buffer.alloc(16))).toThrow(InvariantBroken);
  });
});

describe('its parts', () => {
  test('base62 in groups is a bijection', () => {
    fc.assert(
      fc.property(bytes(12), (value) => {
        expect(encodeBase62(value)).toHaveLength(18);
        expect(decodeBase62(encodeBase62(value), 12)).toEqual(value);
      }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...Array.from(base62)), { minLength: 6, maxLength: 6 }),
        (characters) => {
          const text = characters.join('');
          const decoded = decodeBase62(text, 4);
          if (decoded !== null) expect(encodeBase62(decoded)).toBe(text);
        },
      ),
      { numRuns: 500 },
    );
    expect(encodeBase62(Buffer.from('ffffffff', 'hex'))).toBe('4gfFC3');
    expect(decodeBase62('4gfFC4', 4)).toBeNull();
  });

  test('the checksum is the CRC-32 everybody means', () => {
    expect(crc32('123456789')).toBe(0xcbf4_3926);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        expect(crc32(text)).toBe(zlibCrc32(text));
      }),
    );
  });
});
