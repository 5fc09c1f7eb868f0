import { describe, expect, test } from 'vitest';
import { firstLocale as firstNoticeLocale, noticeLocales } from '#lib/domain/template/locales.ts';
import { de as germanTexts } from '#lib/domain/template/texts/de.ts';
import { en as englishTexts } from '#lib/domain/template/texts/en.ts';
import { firstLocale, locales } from '#lib/i18n/locale.ts';
import de from '#lib/i18n/messages/de.json' with { type: 'json' };
import en from '#lib/i18n/messages/en.json' with { type: 'json' };

/** Every text of a branch by its address; of a function that writes one, what it writes for `…`. */
function leaves(branch: unknown, prefix = ''): [key: string, text: string][] {
  if (typeof branch === 'string') return [[prefix, branch]];
  if (typeof branch === 'function') return leaves(written(branch), prefix);
  if (typeof branch !== 'object' || branch === null) return [];
  return Object.entries(branch).flatMap(([key, value]) =>
    leaves(value, prefix === '' ? key : `${prefix}.${key}`),
  );
}

/** What a function of the texts writes: every argument is an object whose every field is `…`, or just that. */
function written(write: unknown): unknown {
  const anything = new Proxy({}, { get: (_, key) => (key === Symbol.toPrimitive ? () => '…' : '…') });
  return (write as (...all: unknown[]) => unknown)(anything, anything);
}

const german = new Map([...leaves(de, 'messages'), ...leaves(germanTexts, 'notice')]);
const english = new Map([...leaves(en, 'messages'), ...leaves(englishTexts, 'notice')]);
const placeholders = (text: string) => (text.match(/\{\w+\}/gu) ?? []).toSorted();

/** The same in both languages: names, abbreviations, and what holds nothing but a name. */
const sameInBoth = new Set([
  'messages.receipt.text',
  'messages.imprint.register',
  'messages.mail.receipt.test_subject',
  'messages.mail.receipt.line',
  'notice.channels.whatsapp',
  'notice.channels.sms',
  'notice.channels.threema',
  'notice.channels.signal',
  'notice.channels.telegram',
  'notice.channels.messenger',
  'notice.countries.US.name',
  'notice.keptFor',
  'notice.transfers.none_needed',
]);

test('a text of one language is in the other, under the same key', () => {
  expect([...english.keys()].toSorted()).toEqual([...german.keys()].toSorted());
  expect(german.size).toBeGreaterThan(250);
});

test('the languages of pages, of notices and of the catalogues are the same ones', () => {
  expect(Object.keys(locales)).toEqual([...noticeLocales]);
  expect(firstLocale).toBe(firstNoticeLocale);
});

describe.each([...english])('%s', (key, text) => {
  test('is not left German, not empty, and puts in what the German one puts in', () => {
    const first = german.get(key) ?? '';
    if (sameInBoth.has(key)) return expect(text).toBe(first);
    expect(text).not.toBe(first);
    expect(text.trim()).not.toBe('');
    expect(placeholders(text)).toEqual(placeholders(first));
  });

  test('has no German word and no German sign', () => {
    const names = /Jawort|Datenschutz-\w+|Digital Services Act \(DDG\)/gu;
    expect(text.replaceAll(names, '')).not.toMatch(
      /[äöüßÄÖÜ„]|\b(?:der|die|das|und|Sie|Ihre?|nicht|wird|werden|haben|eine?|bitte|für|mit|von)\b/u,
    );
  });
});
