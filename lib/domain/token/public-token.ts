import { sha256 } from '#lib/domain/canonical/hash.ts';
import { bytesToUuid, uuidToBytes, type BusinessId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';

export type PublicToken = { readonly businessId: BusinessId; readonly secret: Buffer };

const SHAPE = /^[A-Za-z0-9_-]{43}$/;

/**
 * The last part of `/i/…`, `/r/…` and `/c/…`: 16 bytes of business and 16 random bytes, 43 base64url
 * characters. It names its tenant, so no look-up across tenants is needed to open it.
 */
export function encodeToken(businessId: BusinessId, secret: Buffer): string {
  invariant(secret.length === 16, 'a token has a secret of 16 bytes');
  return Buffer.concat([uuidToBytes(businessId), secret]).toString('base64url');
}

/** `null` for everything `encodeToken` would not have written; it says nothing about whether the token exists. */
export function decodeToken(token: string): PublicToken | null {
  if (!SHAPE.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  // The last character carries two bits that decode to nothing: four spellings, of which one is the token.
  if (bytes.toString('base64url') !== token) return null;
  return { businessId: bytesToUuid<BusinessId>(bytes.subarray(0, 16)), secret: bytes.subarray(16) };
}

/** What is stored of a token. 128 random bits need no slow hash. */
export function tokenHash(token: string): Buffer {
  return sha256(token);
}
