import { invariant } from '#lib/domain/invariant.ts';

// No 0/O and 1/I/L to confuse on the phone, no vowels to make words of.
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';

/**
 * The number a customer reads out, like `4F7K-2M9Q`, from at least six random bytes (more are ignored). It
 * is for finding a form again; it is neither a secret nor the code that confirms a number.
 */
export function formNumber(bytes: Buffer): string {
  invariant(bytes.length >= 6, 'a form number needs six random bytes');
  // 28^8 fits 2^48 more than 700 times, so the remainder favours no number by more than 0.2 %.
  let rest = bytes.readUIntBE(0, 6);
  let text = '';
  for (let place = 0; place < 8; place += 1) {
    text += ALPHABET.charAt(rest % ALPHABET.length);
    rest = Math.floor(rest / ALPHABET.length);
  }
  return `${text.slice(0, 4)}-${text.slice(4)}`;
}
