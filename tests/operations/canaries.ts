/*
 * One customer who must be found nowhere. The number is of the range set aside for fiction; a spelling that a program
 * might make of it is found by its digits alone, an address by its parts.
 */
export const canary = {
  phone: '+49 176 040690 77',
  otherSpelling: '(0176) 04069077',
  name: 'Zacharias Kanarienvogel',
  email: 'zacharias@kanarienvogel.example',
} as const;

const words = ['kanarienvogel', 'zacharias'];
const digits = '17604069077';

/** What of the customer, or of the secrets given, stands in the text; with its surroundings. */
export function foundIn(text: string, secrets: readonly string[]): string[] {
  const plain = decoded(text);
  const small = plain.toLowerCase();
  const found = [...words, ...secrets.map((each) => each.toLowerCase())]
    .filter((needle) => small.includes(needle))
    .map((needle) => around(small, needle));
  const bare = plain.replaceAll(/[\s()./+_-]/gu, '');
  if (bare.includes(digits)) found.push(around(bare, digits));
  return found;
}

/** Percent signs, escapes of JSON and hexadecimal bytes as the database prints them. */
function decoded(text: string): string {
  const unescaped = text
    .replaceAll(/%([0-9a-f]{2})/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replaceAll(/\\u([0-9a-f]{4})/giu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  const bytes = [...text.matchAll(/\\x((?:[0-9a-f]{2})+)/giu)];
  return [unescaped, ...bytes.map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'))].join('\n');
}

function around(text: string, needle: string): string {
  const at = text.indexOf(needle);
  return text.slice(Math.max(0, at - 120), at + needle.length + 40);
}
