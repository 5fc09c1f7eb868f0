import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { root } from './planted.ts';

type Tally = (run: { ok: boolean; passed?: number; failed?: number }) => { passed: number; failed: number };
const { tally }: { tally: Tally } = await import(pathToFileURL(join(root, 'scripts/tally.mjs')).href);

test.each([
  ['a run that went well', { ok: true, passed: 7, failed: 0 }, { passed: 7, failed: 0 }],
  ['a run with a failed test', { ok: false, passed: 6, failed: 1 }, { passed: 6, failed: 1 }],
  [
    'a runner that crashed after its tests had passed',
    { ok: false, passed: 7, failed: 0 },
    { passed: 7, failed: 1 },
  ],
  ['a runner that wrote no report', { ok: false }, { passed: 0, failed: 1 }],
  [
    'a runner that found no test and was content',
    { ok: true, passed: 0, failed: 0 },
    { passed: 0, failed: 1 },
  ],
])('%s is counted as what it is', (_name, run, expected) => {
  expect(tally(run)).toEqual(expected);
});
