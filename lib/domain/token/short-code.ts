import { sha256 } from '#lib/domain/canonical/hash.ts';
import type { BusinessId, PageId } from '#lib/domain/ids.ts';

// No 0/O and 1/I/L to confuse on paper, no vowels to make words of.
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ';
const length = 6;
const shape = /^[2-9BCDFGHJKMNPQRSTVWXYZ]{6}$/u;

/**
 * The code of a page's short address, `4F7K2M`. It follows from the page, so that the same page always asks for the
 * same code and publishing twice makes no second one; `attempt` counts up where another page has it already. It is no
 * secret: it leads where anybody may go.
 */
export function shortCode(businessId: BusinessId, pageId: PageId, attempt: number): string {
  const hash = sha256(`jawort short link v1\n${businessId}\n${pageId}\n${String(attempt)}`);
  // 28^6 fits 2^48 more than 500,000 times: the remainder favours no code by anything that could be seen.
  let rest = hash.readUIntBE(0, 6);
  let code = '';
  for (let place = 0; place < length; place += 1) {
    code += ALPHABET.charAt(rest % ALPHABET.length);
    rest = Math.floor(rest / ALPHABET.length);
  }
  return code;
}

/** What somebody typed off a poster, small letters too; `null` for what is no code. */
export function readShortCode(text: string): string | null {
  const code = text.toUpperCase();
  return shape.test(code) ? code : null;
}
