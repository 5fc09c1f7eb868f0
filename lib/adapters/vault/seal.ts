import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';

/** Where a sealed value lives. It opens nowhere else, so nobody can swap rows, columns or tenants. */
export type SealedPlace = {
  /** `service`: what belongs to no firm. */
  readonly business: BusinessId | 'service';
  readonly table: string;
  readonly column: string;
  readonly row: string;
};

// Sealed value: format byte, 96-bit nonce, ciphertext, 128-bit tag.
const FORMAT = 1;
const nonceLength = 12;
const tagLength = 16;
const overhead = 1 + nonceLength + tagLength;

/** AES-256-GCM with a random nonce (NIST SP 800-38D, 8.2.2). Text is sealed as UTF-8. */
export function seal(key: KeyObject, place: SealedPlace, plaintext: Buffer | string): Buffer {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(boundTo(place));
  const body = typeof plaintext === 'string' ? cipher.update(plaintext, 'utf8') : cipher.update(plaintext);
  return Buffer.concat([Buffer.of(FORMAT), nonce, body, cipher.final(), cipher.getAuthTag()]);
}

/**
 * Opens what `seal` closed. Throws `Unavailable('sealed_data_unreadable')` for a changed value, another place,
 * another key or an unknown format, all alike: what cannot be read is unknown, never empty.
 */
export function unseal(key: KeyObject, place: SealedPlace, sealed: Buffer): Buffer {
  if (sealed.length < overhead || sealed[0] !== FORMAT) throw new Unavailable('sealed_data_unreadable');
  const nonce = sealed.subarray(1, 1 + nonceLength);
  const body = sealed.subarray(1 + nonceLength, -tagLength);
  const aad = boundTo(place);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(-tagLength));
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch (cause) {
    throw new Unavailable('sealed_data_unreadable', { cause });
  }
}

function boundTo(place: SealedPlace): Buffer {
  const parts = [place.business, place.table, place.column, place.row];
  // With the separator inside a part, two places could share one text.
  invariant(
    parts.every((part) => part !== '' && !part.includes('|')),
    'a sealed place needs four plain names',
  );
  return Buffer.from([`jawort${FORMAT}`, ...parts].join('|'));
}
