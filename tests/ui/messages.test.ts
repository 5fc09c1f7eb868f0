import { describe, expect, test } from 'vitest';
import { en as englishTexts } from '#lib/domain/template/texts/en.ts';
import { rooferEnglish } from '#lib/domain/catalogue/trades/roofer-en.ts';
import de from '#lib/i18n/messages/de.json' with { type: 'json' };
import en from '#lib/i18n/messages/en.json' with { type: 'json' };

type Branch = { readonly [key: string]: string | Branch };

function leaves(branch: Branch, prefix = ''): [key: string, text: string][] {
  return Object.entries(branch).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  );
}

// Words that hide, press, promise too much, or were typed without umlauts.
const banned = [
  /usw\.|etc\.|ggf\.|u\. ?a\./u,
  /rechtssicher|100 ?%|DSGVO-konform/iu,
  /\b(?:einfach|leider|schade|bequem|schneller|verpassen|zeitnah|regelmäßig|ungültig|jetzt)\b/iu,
  /nur noch|einwilligen\b|!/iu,
  /\b\w*(?:fuer|ueber|koenn|moecht|gruess|pruef|aender|muess|spaet|loesch)\w*/iu,
  /["']|\.\.\./u,
];

describe.each(leaves(de))('%s', (key, text) => {
  test('has no banned word and real German typography', () => {
    for (const pattern of banned) expect(text).not.toMatch(pattern);
  });

  test('has no sentence over 20 words', () => {
    for (const sentence of text.replaceAll(/Art\.|Abs\./gu, '').split(/[.?:](?:\s|$)/u)) {
      expect(sentence.split(/\s+/u).length, sentence).toBeLessThanOrEqual(20);
    }
  });

  test('has no word over 18 letters without a hyphen, outside the legal pages', () => {
    if (key.startsWith('imprint.') || key.startsWith('privacy.')) return;
    const longest = text
      .split(/[^\p{L}]+/u)
      .reduce((long, word) => (word.length > long.length ? word : long), '');
    expect(longest.length, longest).toBeLessThanOrEqual(18);
  });
});

test('sentences have at most 12 words on average', () => {
  const sentences = leaves(de)
    .filter(([key]) => !key.startsWith('privacy.') && !key.startsWith('imprint.'))
    .flatMap(([, text]) => text.split(/[.?](?:\s|$)/u))
    .filter((sentence) => sentence.split(' ').length > 2);
  const words = sentences.reduce((sum, sentence) => sum + sentence.trim().split(/\s+/u).length, 0);
  expect(words / sentences.length).toBeLessThanOrEqual(12);
});

// The same in English: words that hide, press, praise or promise too much, and straight quotes.
const bannedEnglish = [
  /\betc\b|\be\.g\.|\bi\.e\.|and so on/iu,
  /legally safe|100 ?%|GDPR[- ]compliant|guaranteed?\b/iu,
  /\b(?:simply|just a|easily|unfortunately|sadly|sorry|miss out|convenient\w*|faster|hurry|now only|invalid|wrong|regularly|promptly|thank\w*|great|awesome|oops)\b/iu,
  /\b(?:third part(?:y|ies)|partners? and affiliates|data subject|controller|processing)\b/iu,
  /!|["']|\.\.\./u,
  // Apostrophes belong to contractions and owners: neither is needed to say it.
  /’/u,
];

const englishWords: [string, string][] = [
  ...leaves(en),
  ...texts(englishTexts).map((text): [string, string] => [`notice: ${text.slice(0, 40)}`, text]),
  ...texts(rooferEnglish).map((text): [string, string] => [`roofer: ${text.slice(0, 40)}`, text]),
];

function texts(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

describe.each(englishWords)('in English, %s', (_key, text) => {
  test('has no banned word and real typography', () => {
    for (const pattern of bannedEnglish) expect(text).not.toMatch(pattern);
  });

  test('has no sentence over 25 words', () => {
    for (const sentence of text.replaceAll(/Art\.|Inc\./gu, '').split(/[.?:](?:\s|$)/u)) {
      expect(sentence.split(/\s+/u).length, sentence).toBeLessThanOrEqual(25);
    }
  });
});

test('English sentences have at most 13 words on average', () => {
  const sentences = englishWords
    .filter(([key]) => !key.startsWith('privacy.') && !key.startsWith('imprint.'))
    .flatMap(([, text]) => text.split(/[.?](?:\s|$)/u))
    .filter((sentence) => sentence.split(' ').length > 2);
  const words = sentences.reduce((sum, sentence) => sum + sentence.trim().split(/\s+/u).length, 0);
  expect(words / sentences.length).toBeLessThanOrEqual(13);
});
