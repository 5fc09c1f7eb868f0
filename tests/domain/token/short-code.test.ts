import { expect, test } from 'vitest';
import type { BusinessId, PageId } from '#lib/domain/ids.ts';
import { readShortCode, shortCode } from '#lib/domain/token/short-code.ts';

const business = '0197a5c0-0000-7000-8000-000000000001' as BusinessId;
const page = (n: number) => `0197a5c0-0000-7000-8000-${String(n).padStart(12, '0')}` as PageId;

test('a page always has the same code, another try another one', () => {
  expect(shortCode(business, page(1), 0)).toBe(shortCode(business, page(1), 0));
  expect(shortCode(business, page(1), 1)).not.toBe(shortCode(business, page(1), 0));
});

test('codes have six signs that nobody confuses on paper, and use all of them', () => {
  const codes = Array.from({ length: 2_000 }, (_, n) => shortCode(business, page(n), 0));
  for (const code of codes) expect(code).toMatch(/^[2-9BCDFGHJKMNPQRSTVWXYZ]{6}$/u);
  expect(new Set(codes.join('')).size).toBe(28);
  expect(new Set(codes).size).toBeGreaterThan(1_990);
});

test('a code is read as it was typed, and nothing else is a code', () => {
  const code = shortCode(business, page(7), 0);
  expect(readShortCode(code.toLowerCase())).toBe(code);
  for (const none of ['', 'ABC', `${code}2`, '0BCDFG', 'OBCDFG', 'ßBCDFG', 'B CDFG', "B'--FG"]) {
    expect(readShortCode(none), none).toBeNull();
  }
});
