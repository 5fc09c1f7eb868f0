import { sha256 } from '#lib/domain/canonical/hash.ts';
import { bytesToUuid, uuidToBytes, type BusinessId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { decodeBase62, encodeBase62, encodeUint32 } from './base62.ts';
import { crc32 } from './crc32.ts';

export type ApiKeyMode = 'live' | 'test';
export type ApiKey = {
  readonly mode: ApiKeyMode;
  readonly businessId: BusinessId;
  /** SHA-256 of the whole key: the only form in which it is stored. */
  readonly hash: Buffer;
};

const prefix = { live: 'jw_live_', test: 'jw_test_' } as const;
const prefixLength = 8;
const bodyByteLength = 16 + 32;
const bodyLength = 72;
const checksumLength = 6;
const keyLength = prefixLength + bodyLength + checksumLength;

/**
 * `jw_live_` + base62 of business and secret + a CRC-32 over all before it, 86 characters. The prefix lets
 * secret scanners find a leaked key, the checksum lets them and us tell it from noise without a look-up, the
 * business spares the look-up of the tenant.
 */
export function encodeApiKey(mode: ApiKeyMode, businessId: BusinessId, secret: Buffer): string {
  invariant(secret.length === 32, 'an API key has a secret of 32 bytes');
  const unsigned = prefix[mode] + encodeBase62(Buffer.concat([uuidToBytes(businessId), secret]));
  return unsigned + encodeUint32(crc32(unsigned));
}

/** `null` for everything `encodeApiKey` would not have written. Runs once for each check: keep it under 5 µs. */
export function decodeApiKey(key: string): ApiKey | null {
  if (key.length !== keyLength) return null;
  const mode = modeOf(key);
  if (mode === null) return null;

  const unsigned = key.slice(0, -checksumLength);
  if (encodeUint32(crc32(unsigned)) !== key.slice(-checksumLength)) return null;
  const body = decodeBase62(unsigned.slice(prefixLength), bodyByteLength);
  if (body === null) return null;
  return { mode, businessId: bytesToUuid<BusinessId>(body.subarray(0, 16)), hash: sha256(key) };
}

function modeOf(key: string): ApiKeyMode | null {
  if (key.startsWith(prefix.live)) return 'live';
  return key.startsWith(prefix.test) ? 'test' : null;
}
