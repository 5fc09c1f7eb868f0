import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { invariant } from '#lib/domain/invariant.ts';

/** A pair as it is stored: 32 bytes each; the private half only ever sealed. */
export interface SigningPair {
  publicKey: Buffer;
  privateKey: Buffer;
}

export function newSigningPair(): SigningPair {
  const { x, d } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  invariant(x !== undefined && d !== undefined, 'a new key has both halves');
  return { publicKey: Buffer.from(x, 'base64url'), privateKey: Buffer.from(d, 'base64url') };
}

/** Ed25519 (RFC 8032), 64 bytes. The text is signed as UTF-8. */
export function signText({ publicKey, privateKey }: SigningPair, text: string): Buffer {
  const key = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: publicKey.toString('base64url'),
    d: privateKey.toString('base64url'),
  };
  return sign(null, Buffer.from(text), createPrivateKey({ key, format: 'jwk' }));
}
