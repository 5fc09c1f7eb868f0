import { randomInt } from 'node:crypto';
import { hmacSha256 } from '#lib/domain/canonical/hash.ts';

/** Six digits, leading zeros too. */
export function newCode(): string {
  return String(randomInt(1_000_000)).padStart(6, '0');
}

/** As people type it: with blanks, or with digits of another script's keyboard. `null` where it is no code. */
export function readCode(typed: string): string | null {
  const code = typed.normalize('NFKC').replaceAll(/[\s-]/gu, '');
  return /^\d{6}$/u.test(code) ? code : null;
}

/**
 * What is stored of a code: a million codes are tried in a second, so it is keyed with the browser's secret, of which
 * the database has a fingerprint only.
 */
export function codeHash(browser: string, code: string): string {
  return hmacSha256(Buffer.from(browser), code).toString('hex');
}
