/**
 * A message as lower-case words without accents and punctuation: „Stopp!!!“, „STÖPP“ and „s̈topp“ are found as one.
 * Invisible characters join what they stand in; an apostrophe too, so „don’t“ is one word.
 */
export function plainWords(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}'’ʼ`´]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Whether the words hold this phrase, word by word. */
export function holdPhrase(words: readonly string[], phrase: string): boolean {
  return ` ${words.join(' ')} `.includes(` ${phrase} `);
}
