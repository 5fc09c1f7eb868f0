import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const names = [
  'during-coalescing',
  'before-leaf',
  'after-receipt',
  'before-job',
  'before-commit',
  'after-commit-before-reply',
];

test('the program that is shipped has no fault points, not even their names', () => {
  const program = readFileSync(join(process.cwd(), 'dist/server.js'), 'utf8');
  expect(program).toContain('read_lease_lost'); // it is the program of this tree
  expect([...names, 'jawortFault'].filter((name) => program.includes(name))).toEqual([]);
});

test('the program that the tests of faults start has all of them', async () => {
  const { outputFiles } = await build({
    entryPoints: ['tests/faults/app.ts'],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    loader: { '.css': 'text' },
  });
  const program = outputFiles[0]?.text ?? '';
  expect(names.filter((name) => !program.includes(`jawortFault?.("${name}")`))).toEqual([]);
});
