import { hmacSha256 } from '#lib/domain/canonical/hash.ts';
import type { BusinessId, ReceiptId } from '#lib/domain/ids.ts';
import { encodeToken } from '#lib/domain/token/public-token.ts';
import { processKey } from '#lib/services/key/process-keys.ts';

/**
 * A receipt's link is computed, not stored: a double submit and an answered invitation find it again, and a thief of
 * the database finds only its hash.
 */
export function receiptToken(businessId: BusinessId, receiptId: ReceiptId): string {
  const secret = hmacSha256(processKey('receipt_token'), `${businessId}|${receiptId}`).subarray(0, 16);
  return encodeToken(businessId, secret);
}
