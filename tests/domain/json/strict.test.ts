import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseStrictJson } from '#lib/domain/json/strict.ts';
import { naiveFindings } from './naive-json.ts';

const depthMax = 4;
const parse = (text: string) => parseStrictJson(text, { depthMax });

/** Compares with `JSON.parse` for what is accepted and with the naive reader for what is refused. */
function agrees(text: string): void {
  const result = parse(text);
  const findings = naiveFindings(text, depthMax);
  if (findings === null) {
    expect(() => void JSON.parse(text)).toThrow(SyntaxError);
    expect(result).toEqual({ ok: false, problem: 'not_json' });
  } else if (findings.size > 0) {
    expect(result.ok).toBe(false);
    if (!result.ok) expect([...findings]).toContain(result.problem);
  } else {
    expect(result).toEqual({ ok: true, value: JSON.parse(text) });
  }
}

// Text put together from pieces that matter, so that nesting, repeated keys and odd escapes come up often.
const quoted = fc.constantFrom(
  '"a"',
  '"b"',
  String.raw`"\u0061"`,
  String.raw`"\u0041"`,
  '""',
  String.raw`"\""`,
  String.raw`"\\"`,
  String.raw`"\\\""`,
  '"}"',
  '"{"',
  '"[,]:"',
  String.raw`"\u0000"`,
  String.raw`"\\u0000"`,
  String.raw`"\ud83d\ude00"`,
  String.raw`"\ud83d"`,
  String.raw`"\ude00\ud83d"`,
  '"\ud83d\ude00"',
  '"\ud83d"',
  '"\ud83d\\ude00"',
  '"__proto__"',
  '"\u00fc"',
  '"u\u0308"',
);
const { json } = fc.letrec<{ json: string }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6 },
    { weight: 3, arbitrary: fc.oneof(quoted, fc.constantFrom('0', '-1.5e3', 'true', 'null', ' {} ', '[]')) },
    { weight: 2, arbitrary: fc.array(tie('json'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`) },
    {
      weight: 3,
      arbitrary: fc
        .array(fc.tuple(quoted, tie('json')), { maxLength: 3 })
        .map((members) => `{${members.map(([key, value]) => `${key} :${value}`).join(',')}}`),
    },
  ),
}));
const damaged = fc
  .tuple(json, fc.nat(200), fc.constantFrom('', '"', '\\', ',', '}', ']', '{', '\0', '\ufeff', '1'))
  .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at + 1));

describe('parseStrictJson', () => {
  test('accepts what JSON.parse accepts, less what the naive reader finds, and nothing else', () => {
    fc.assert(fc.property(json, agrees), { numRuns: 3_000 });
  });

  test('says of damaged text what JSON.parse says', () => {
    fc.assert(fc.property(fc.oneof(damaged, fc.string({ unit: 'binary' })), agrees), { numRuns: 3_000 });
  });

  test('reads every value that was written by JSON.stringify, unless it holds what we refuse', () => {
    fc.assert(fc.property(fc.json({ stringUnit: 'binary', maxDepth: 6 }), agrees), { numRuns: 500 });
  });

  test.each([
    ['{"allowed":true,"allowed":false}', 'duplicate_key'],
    [String.raw`{"a":1,"\u0061":2}`, 'duplicate_key'],
    ['{"a":{"b":1},"a":2}', 'duplicate_key'],
    ['{"a":[{"b":1,"b":1}]}', 'duplicate_key'],
    ['{"__proto__":1,"__proto__":1}', 'duplicate_key'],
    ['[[[[[]]]]]', 'too_deep'],
    ['{"a":{"a":{"a":{"a":{}}}}}', 'too_deep'],
    [String.raw`{"a":"x\u0000y"}`, 'nul_character'],
    [String.raw`{"a\u0000":1}`, 'nul_character'],
    [String.raw`["\ud800"]`, 'lone_surrogate'],
    ['["\ud800"]', 'lone_surrogate'],
    ['', 'not_json'],
    ['\ufeff{}', 'not_json'],
    ['{"a":1,}', 'not_json'],
    ["{'a':1}", 'not_json'],
    ['{"a":1}{"a":1}', 'not_json'],
    ['NaN', 'not_json'],
    ['["\0"]', 'not_json'],
    ['[1] // x', 'not_json'],
  ] as const)('%j is refused: %s', (text, problem) => {
    expect(parse(text)).toEqual({ ok: false, problem });
  });

  test.each([
    '{"a":{"b":1},"b":{"a":1}}',
    '[{"a":1},{"a":1}]',
    '{"a":"a","b":"a"}',
    '{"a":["a","a"]}',
    '{"a":"b","b":"a,\\"a\\":1"}',
    '[[[[]]]]',
    '[[],[],[],[],[],[]]',
    String.raw`{"a":"\\u0000"}`,
    '{"\u00fc":1,"u\u0308":2}',
    '"text"',
    ' 7 ',
    'null',
  ])('%j is accepted: the same key in another object is no duplicate', (text) => {
    expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) });
  });

  test('duplicates are found however many keys stand between them', () => {
    for (const count of [1, 15, 16, 17, 18, 500]) {
      const keys = Array.from({ length: count }, (_, index) => `"k${index}":0`);
      expect(parse(`{${keys.join(',')}}`).ok).toBe(true);
      for (const again of ['"k0":1', `"k${count - 1}":1`]) {
        expect(parse(`{${[...keys, again].join(',')}}`)).toEqual({ ok: false, problem: 'duplicate_key' });
      }
    }
  });

  test('a megabyte of brackets, keys or escapes is answered, and quickly', () => {
    const many = Array.from({ length: 100_000 }, (_, index) => `"${index}":0`).join(',');
    const startedMs = performance.now();
    expect(parse('['.repeat(500_000) + ']'.repeat(500_000)).ok).toBe(false);
    expect(parse('['.repeat(1_000_000)).ok).toBe(false);
    expect(parse(`{${many}}`).ok).toBe(true);
    expect(parse(`"${String.raw`\u0061`.repeat(160_000)}"`).ok).toBe(true);
    expect(parse(`"${'\\\\'.repeat(500_000)}"`).ok).toBe(true);
    expect(performance.now() - startedMs).toBeLessThan(2_000);
  });
});
