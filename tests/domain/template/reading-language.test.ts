import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readingLanguage } from '#lib/domain/template/reading-language.ts';

const both = ['de', 'en'] as const;
const shown = (chosen: string | null, preferred: string | null, acceptLanguage: string | null) =>
  readingLanguage({ chosen, acceptLanguage }, preferred, both);

describe('the language of a page', () => {
  test.each<[string | null, string | null, string | null, string, string]>([
    // ?l=, invitation, Accept-Language -> shown
    [null, null, null, 'de', 'nothing is said'],
    ['en', null, null, 'en', 'the address says it'],
    ['en', 'de', 'de', 'en', 'the address wins over everything'],
    ['de', 'en', 'en', 'de', 'also back to the first language'],
    ['fr', null, 'en', 'en', 'a language that does not exist says nothing'],
    ['EN', null, null, 'de', 'a language is written as in its link'],
    ['', 'en', null, 'en', 'an empty wish says nothing'],
    [null, 'en', 'de', 'en', 'the invitation wins over the browser'],
    [null, 'tr', 'en', 'en', 'an invitation in a language that does not exist says nothing'],
    [null, null, 'en', 'en', 'the browser says it'],
    [null, null, 'en-GB,en;q=0.9,de;q=0.8', 'en', 'a region counts as its language'],
    [null, null, 'de-CH,de;q=0.9,en;q=0.8', 'de', 'a region counts as its language'],
    [null, null, 'fr,en;q=0.5', 'en', 'the best language that exists'],
    [null, null, 'de;q=0.3,en;q=0.7', 'en', 'weights decide, not the order'],
    [null, null, 'en,de', 'en', 'the order decides among equals'],
    [null, null, 'fr,tr;q=0.8', 'de', 'no language of ours: the first one of the firm'],
    [null, null, '*', 'de', 'any language: the first one of the firm'],
    [null, null, 'en;q=0.4,*;q=0.6', 'de', 'any other rather than English'],
    [null, null, 'de;q=0,*', 'en', 'any but German'],
    [null, null, 'en;q=0', 'de', 'not English'],
    [null, null, 'en;q=2', 'de', 'a weight nobody can read is none'],
    [null, null, 'EN-us', 'en', 'capitals do not matter'],
    [null, null, 'english', 'de', 'a longer word is another language'],
    [null, null, ';q=1,,en', 'en', 'what is empty says nothing'],
    [null, null, `en${',x'.repeat(500)}`, 'de', 'a header no browser sends is not read'],
  ])('?l=%s, invitation %s, Accept-Language %s: %s, because %s', (chosen, preferred, header, locale) => {
    expect(shown(chosen, preferred, header)).toBe(locale);
  });

  test('is always one that the version has', () => {
    expect(readingLanguage({ chosen: 'en', acceptLanguage: 'en' }, 'en', ['de'])).toBe('de');
    const text = fc.option(fc.oneof(fc.constantFrom('de', 'en', '*', 'en;q=0.5,de'), fc.string()));
    fc.assert(
      fc.property(text, text, text, (a, b, c) => both.includes(shown(a, b, c))),
      { numRuns: 500 },
    );
  });
});
