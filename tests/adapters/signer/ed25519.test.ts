import { describe, expect, test } from 'vitest';
import { newSigningPair, signText } from '#lib/adapters/signer/ed25519.ts';
import { verifyEd25519 } from '#lib/domain/canonical/hash.ts';

describe('the signer', () => {
  test('makes a new pair each time, 32 bytes each half', () => {
    const [one, two] = [newSigningPair(), newSigningPair()];
    expect([one.publicKey.length, one.privateKey.length]).toEqual([32, 32]);
    expect(one.publicKey.equals(two.publicKey)).toBe(false);
  });

  test('signs as RFC 8032 says: its second test vector, byte for byte', () => {
    const pair = {
      privateKey: Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex'),
      publicKey: Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex'),
    };
    expect(signText(pair, 'r').toString('hex')).toBe(
      '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
    );
  });

  test('what it signed verifies by the public half, and by no other', () => {
    const pair = newSigningPair();
    const signature = signText(pair, 'äöü\n');
    expect(verifyEd25519(pair.publicKey, 'äöü\n', signature)).toBe(true);
    expect(verifyEd25519(pair.publicKey, 'aou\n', signature)).toBe(false);
    expect(verifyEd25519(newSigningPair().publicKey, 'äöü\n', signature)).toBe(false);
    expect(verifyEd25519(pair.publicKey.subarray(1), 'äöü\n', signature)).toBe(false);
    expect(verifyEd25519(pair.publicKey, 'äöü\n', Buffer.alloc(63))).toBe(false);
  });
});
