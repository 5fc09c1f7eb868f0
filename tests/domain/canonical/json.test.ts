import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import { Invalid } from '#lib/domain/errors.ts';

describe('canonicalJson', () => {
  test('writes the example of RFC 8785, 3.2.2, byte for byte', () => {
    const input: unknown = JSON.parse(String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`);
    expect(canonicalJson(input)).toBe(
      String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
    );
  });

  test('sorts the keys of RFC 8785, 3.2.3, by UTF-16 code units', () => {
    const keys = ['\u20ac', '\r', '1', '\ud83d\ude00', '\u0080', '\u00f6', '\uf8ff'];
    const sorted: unknown = JSON.parse(canonicalJson(Object.fromEntries(keys.map((key) => [key, 0]))));
    // The emoji is two surrogates, so it stands before the private-use letter although its code point is higher.
    expect(Object.keys(sorted as object).filter((key) => key !== '1')).toEqual([
      '\r',
      '\u0080',
      '\u00f6',
      '\u20ac',
      '\ud83d\ude00',
      '\uf8ff',
    ]);
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [5e-324, '5e-324'],
    [-1.7976931348623157e308, '-1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
  ])('writes %d as RFC 8785, appendix B, does', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  test('two keyboards, one text: composed and decomposed letters have one form, in keys too', () => {
    expect(canonicalJson({ 'Stra\u00dfe': 'Mu\u0308ller' })).toBe(
      canonicalJson({ 'Stra\u00dfe': 'M\u00fcller' }),
    );
    expect(canonicalJson({ 'u\u0308': 1 })).toBe('{"\u00fc":1}');
  });

  test('keys that become one under NFC are refused, not merged', () => {
    expect(() => canonicalJson({ 'u\u0308': 1, '\u00fc': 2 })).toThrow(Invalid);
  });

  test('a key called __proto__ is a key', () => {
    expect(canonicalJson(JSON.parse('{"__proto__":{"a":1},"constructor":2}'))).toBe(
      '{"__proto__":{"a":1},"constructor":2}',
    );
  });

  const circle: unknown[] = [];
  circle.push(circle);
  test.each([
    ['undefined', undefined],
    ['an undefined member', { a: undefined }],
    ['an undefined entry', [undefined]],
    ['a hole', Array(1)],
    ['NaN', { a: Number.NaN }],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a bigint', 1n],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a date', new Date(0)],
    ['a map', new Map()],
    ['bytes', Buffer.from('a')],
    ['a boxed number', Object(1)],
    ['an object that writes itself', { toJSON: () => 1 }],
    ['a lone surrogate', 'a\ud800'],
    ['a lone surrogate in a key', { '\udc00': 1 }],
    ['a circle', circle],
  ])('%s is refused, because a hash over it would prove less than it says', (_name, value) => {
    expect(() => canonicalJson(value)).toThrow(Invalid);
  });

  test('reads back as the same data, whatever the order the keys came in', () => {
    // Strings in ASCII: there NFC changes nothing and the round trip is exact.
    const data = fc.jsonValue({ stringUnit: 'grapheme-ascii' });
    fc.assert(
      fc.property(data, (value) => {
        const text = canonicalJson(value);
        const read: unknown = JSON.parse(text);
        expect(read).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(keysReversed(read))).toBe(text);
      }),
    );
  });
});

function keysReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(keysReversed);
  if (typeof value !== 'object' || value === null) return value;
  const reversed: [string, unknown][] = Object.entries(value)
    .reverse()
    .map(([key, member]) => [key, keysReversed(member)]);
  return Object.fromEntries(reversed);
}
