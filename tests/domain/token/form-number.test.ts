import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formNumber } from '#lib/domain/token/form-number.ts';

const bytes = fc.uint8Array({ minLength: 6, maxLength: 6 }).map((array) => Buffer.from(array));

test('a form number is two groups of four, without letters that are mistaken for others or make words', () => {
  fc.assert(
    fc.property(bytes, (random) => {
      expect(formNumber(random)).toMatch(/^[2-9B-DF-HJKMNP-TV-Z]{4}-[2-9B-DF-HJKMNP-TV-Z]{4}$/);
    }),
  );
});

test('near numbers differ, and every place is used', () => {
  const numbers = Array.from({ length: 3_000 }, (_, index) => {
    const random = Buffer.alloc(6);
    random.writeUIntBE(index * 93_824_992_231 + 7, 0, 6);
    return formNumber(random);
  });
  expect(new Set(numbers).size).toBe(numbers.length);
  for (const place of [0, 1, 2, 3, 5, 6, 7, 8]) {
    expect(new Set(numbers.map((number) => number[place])).size).toBe(28);
  }
});

test('too few random bytes are a defect', () => {
  expect(() => formNumber(Buffer.alloc(5))).toThrow('six random bytes');
});
