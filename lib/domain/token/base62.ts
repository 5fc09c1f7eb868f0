import { invariant } from '#lib/domain/invariant.ts';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const charsPerGroup = 6;

const DIGIT_OF = new Int8Array(128).fill(-1);
for (let digit = 0; digit < ALPHABET.length; digit += 1) DIGIT_OF[ALPHABET.charCodeAt(digit)] = digit;

/**
 * Base62 in groups of 32 bits, six characters each: letters and digits only, so that a double click takes the
 * whole key, and plain number arithmetic, because a check decodes a key on every request.
 */
export function encodeBase62(bytes: Buffer): string {
  invariant(bytes.length % 4 === 0, 'base62 takes groups of four bytes');
  let text = '';
  for (let at = 0; at < bytes.length; at += 4) text += encodeUint32(bytes.readUInt32BE(at));
  return text;
}

/** `null` unless `text` is exactly what `encodeBase62` writes for `byteLength` bytes. */
export function decodeBase62(text: string, byteLength: number): Buffer | null {
  if (text.length !== (byteLength / 4) * charsPerGroup) return null;
  const bytes = Buffer.allocUnsafe(byteLength);
  for (let group = 0; group < byteLength / 4; group += 1) {
    const value = decodeUint32(text, group * charsPerGroup);
    if (value === null) return null;
    bytes.writeUInt32BE(value, group * 4);
  }
  return bytes;
}

export function encodeUint32(value: number): string {
  let text = '';
  let rest = value;
  for (let place = 0; place < charsPerGroup; place += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return text;
}

function decodeUint32(text: string, start: number): number | null {
  let value = 0;
  for (let at = start; at < start + charsPerGroup; at += 1) {
    const digit = DIGIT_OF[text.charCodeAt(at)] ?? -1;
    if (digit < 0) return null;
    value = value * 62 + digit;
  }
  // 62^6 is larger than 2^32: the rest would be second spellings of nothing.
  return value <= 0xffff_ffff ? value : null;
}
