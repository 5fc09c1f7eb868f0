import { expect, test } from 'vitest';
import { formatDate, formatInstant, groupFingerprint } from '#lib/i18n/format.ts';
import { translator } from '#lib/i18n/translate.ts';

test('an instant is told in the zone of the firm, and the zone by its name, winter and summer', () => {
  expect(formatInstant('2026-11-24T13:32:07.000Z', 'Europe/Berlin', 'de')).toBe(
    '24.11.2026, 14:32 Uhr (MEZ)',
  );
  expect(formatInstant('2026-07-01T22:05:00.000Z', 'Europe/Berlin', 'de')).toBe(
    '02.07.2026, 00:05 Uhr (MESZ)',
  );
});

test('in English the month is a word, and the zone stands behind the time', () => {
  expect(formatInstant('2026-11-24T13:32:07.000Z', 'Europe/Berlin', 'en')).toBe('24 Nov 2026, 14:32 CET');
  expect(formatInstant('2026-07-01T22:05:00.000Z', 'Europe/Berlin', 'en')).toBe('02 Jul 2026, 00:05 CEST');
});

test('midnight belongs to the day that begins', () => {
  expect(formatDate('2026-12-31T23:00:00.000Z', 'Europe/Berlin', 'de')).toBe('01.01.2027');
});

test('a fingerprint is grouped by four and loses nothing', () => {
  const hex = 'abcdef0123456789'.repeat(4);
  expect(groupFingerprint(hex).replaceAll(' ', '')).toBe(hex);
  expect(groupFingerprint(hex).split(' ')).toHaveLength(16);
});

test('a parameter is put in as it is, and one that is not given stays visible', () => {
  const t = translator('de');
  expect(t('state.help', { firm: 'A $& B', phone: '{firm}' })).toBe(
    'Fragen? A $& B erreichen Sie unter {firm}.',
  );
  expect(t('state.help', { firm: 'A' })).toContain('{phone}');
});
