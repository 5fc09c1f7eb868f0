/** What a reader's request says about language: `?l=` as it stands in the address, and the browser's header. */
export interface LanguageWish {
  chosen: string | null;
  acceptLanguage: string | null;
}

export const noWish: LanguageWish = { chosen: null, acceptLanguage: null };

/**
 * The language to show: `chosen` (`?l=`) wins, then `preferred` (the invitation's, on a copy the language that was
 * read), then Accept-Language, else the first of `offered`. What is not offered counts as not said; where somebody
 * is (their network address) is never asked.
 */
export function readingLanguage<Locale extends string>(
  wish: LanguageWish,
  preferred: string | null,
  offered: readonly [Locale, ...Locale[]],
): Locale {
  const among = (wanted: string | null) => offered.find((locale) => locale === wanted);
  return among(wish.chosen) ?? among(preferred) ?? accepted(wish.acceptLanguage, offered) ?? offered[0];
}

/** No browser sends more; whoever does gets the first language. */
const headerLengthMax = 1_000;

/** RFC 9110, 12.5.4: the highest weight first, among equals the earlier; `*` stands for whatever the header does not name. */
function accepted<Locale extends string>(header: string | null, offered: readonly Locale[]): Locale | null {
  if (header === null || header.length > headerLengthMax) return null;
  const ranges = header.split(',').map(rangeOf);
  const named = new Set(ranges.map((range) => range.language));
  for (const { language, weight } of ranges.toSorted((a, b) => b.weight - a.weight)) {
    if (weight === 0) break;
    const found = offered.find((locale) => (language === '*' ? !named.has(locale) : locale === language));
    if (found !== undefined) return found;
  }
  return null;
}

/** `en-GB;q=0.7` -> en, 0.7. A weight nobody can read counts as none. */
function rangeOf(part: string): { language: string; weight: number } {
  const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
  const language = tag.trim().split('-')[0] ?? '';
  const q = parameters.map((each) => each.trim()).find((each) => each.startsWith('q='));
  if (q === undefined) return { language, weight: 1 };
  const weight = /^q=(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/u.test(q) ? Number(q.slice(2)) : 0;
  return { language, weight };
}
