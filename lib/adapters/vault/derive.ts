import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

export const keyLength = 32;

/** What the process signs with keys of its own, each kept apart from the others. */
export type KeyPurpose = 'snapshot' | 'receipt_token' | 'log_key' | 'confirmation_code';

/** A key for one purpose from the master key. Two purposes never share one, so neither can pass for the other. */
export function deriveKey(masterKey: Buffer | KeyObject, purpose: KeyPurpose): KeyObject {
  return hkdfKey(masterKey, `jawort|purpose|${purpose}|v1`);
}

/** HKDF-SHA-256 (RFC 5869). No salt: the input is a uniformly random key already (3.1), `info` keeps uses apart. */
export function hkdfKey(from: Buffer | KeyObject, info: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', from, Buffer.alloc(0), info, keyLength)));
}
