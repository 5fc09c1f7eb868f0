import { expect, test } from 'vitest';
import { faultOf } from '#lib/adapters/log/console.ts';

const typed = 'zacharias@kanarienvogel.example';

test('of an error its kind, its code and its place are told, and nothing that somebody typed', () => {
  const cause = Object.assign(new TypeError(`params: ${typed}`), { code: '23505', detail: typed });
  const outer = new Error(`Failed query\n    at ${typed} (${typed}.js:1:1)`, { cause });
  outer.name = `Error of ${typed}`;
  const fault = faultOf(outer);
  expect(fault).toEqual({
    name: 'Error',
    code: '23505',
    at: expect.stringMatching(/^console\.test\.ts:\d+:\d+$/u),
  });
  expect(JSON.stringify(fault)).not.toContain('kanarienvogel');
});

test.each([[typed], [{ message: typed }], [undefined], [null]])(
  '%o, thrown, is told by its kind alone',
  (thrown) => {
    expect(faultOf(thrown)).toEqual({ name: typeof thrown, at: '' });
  },
);

test('a code that is a sentence is none', () => {
  expect(faultOf(Object.assign(new Error('x'), { code: `no such user ${typed}` }))).not.toHaveProperty(
    'code',
  );
});
