import { createSecretKey } from 'node:crypto';
import { expect, test } from 'vitest';
import { equalInConstantTime, hmacSha256, sha256, sha256Hex } from '#lib/domain/canonical/hash.ts';

test('SHA-256 gives the values of FIPS 180-4, for text and bytes alike', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256Hex('abc')).toBe(abc);
  expect(sha256(Buffer.from('abc')).toString('hex')).toBe(abc);
  expect(sha256('ä')).toEqual(sha256(Buffer.from([0xc3, 0xa4])));
});

test('HMAC-SHA-256 gives the values of RFC 4231, with either kind of key', () => {
  const key = Buffer.from('Jefe');
  const expected = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(hmacSha256(key, 'what do ya want for nothing?').toString('hex')).toBe(expected);
  expect(hmacSha256(createSecretKey(key), 'what do ya want for nothing?').toString('hex')).toBe(expected);
});

test('comparison is by content, and another length is no error', () => {
  expect(equalInConstantTime(Buffer.from('ab'), Buffer.from('ab'))).toBe(true);
  expect(equalInConstantTime(Buffer.from('ab'), Buffer.from('ac'))).toBe(false);
  expect(equalInConstantTime(Buffer.from('ab'), Buffer.from('abc'))).toBe(false);
});
