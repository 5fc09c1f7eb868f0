import { formNumber } from '#lib/domain/token/form-number.ts';

/** As `formNumber` writes it, without its hyphen. */
const CODE = /^[23456789BCDFGHJKMNPQRSTVWXYZ]{8}$/u;
const codeLength = 8;
/** Nobody writes more than one; a text made of short pieces must not become thousands of look-ups. */
const candidatesMax = 32;

/**
 * The code that confirms a number, like `7QXK-3M2B`, from at least six bytes. It looks like the number on a receipt and
 * never is that number: the two come from different sources, and only this one counts.
 */
export function confirmationCode(bytes: Buffer): string {
  return formNumber(bytes);
}

/** The one spelling under which a code is indexed. */
export function codeKey(code: string): string {
  return code.replaceAll('-', '');
}

/**
 * Everything in a message that could be a code, in the spelling of `codeKey`. Letter case, spaces, dashes and dots do
 * not matter; the pieces must be whole words, so that no code is found inside a longer word or number.
 */
export function codesIn(text: string): string[] {
  const pieces =
    text
      .normalize('NFKC')
      .replace(/\p{Cf}/gu, '')
      .toUpperCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const found = new Set<string>();
  for (const start of pieces.keys()) {
    let joined = '';
    for (let at = start; at < pieces.length && joined.length < codeLength; at += 1)
      joined += pieces[at] ?? '';
    if (CODE.test(joined)) found.add(joined);
    if (found.size >= candidatesMax) break;
  }
  return [...found];
}
