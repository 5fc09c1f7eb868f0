/**
 * A message as lower-case words without accents and punctuation: „Stopp!!!“, „STÖPP“ and „s̈topp“ are found as one, and
 * „hören“ as „hoeren“. Invisible characters join what they stand in; an apostrophe too, so „don’t“ is one word.
 */
export function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’ʼ`´]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/gu, '$1');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The same for the words of a list, once. */
export function plainPhrases(phrases: readonly string[]): ReadonlySet<string> {
  return new Set(phrases.map((phrase) => plainWords(phrase).join(' ')));
}
