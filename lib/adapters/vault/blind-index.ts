import { createHmac, type KeyObject } from 'node:crypto';

/** Raised when index keys are rotated; rows carry the version they were indexed under. */
export const INDEX_KEY_VERSION = 1;

/**
 * The value under which an identifier is found without being stored: HMAC-SHA-256 under the business's key for
 * that kind, all 32 bytes. A plain hash would be no secret: all German mobile numbers are tried in a second.
 * Take the key from `BusinessKeys.indexKey`, which keeps it as a `KeyObject`: five times faster than a Buffer.
 */
export function blindIndex(indexKey: KeyObject, value: string): Buffer {
  return createHmac('sha256', indexKey).update(value).digest();
}
