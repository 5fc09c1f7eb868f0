import type { BusinessKeys } from '#lib/adapters/vault/vault.ts';
import { hmacSha256 } from '#lib/domain/canonical/hash.ts';
import type { BusinessId, ReceiptId } from '#lib/domain/ids.ts';
import { codeKey, confirmationCode } from '#lib/domain/message/code.ts';
import { processKey } from '#lib/services/key/process-keys.ts';

/**
 * The code of a receipt is computed, not stored: its page can show it again for as long as it works, and a thief of the
 * database cannot.
 */
export function codeOfReceipt(businessId: BusinessId, receiptId: ReceiptId): string {
  return confirmationCode(hmacSha256(processKey('confirmation_code'), `${businessId}|${receiptId}`));
}

/** Under which a code is found. Keyed, because a code is short: its plain hash would be guessed at once. */
export function codeIndex(keys: BusinessKeys, code: string): Buffer {
  return hmacSha256(keys.indexKey('reference'), `confirmation code|${codeKey(code)}`);
}
