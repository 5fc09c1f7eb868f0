import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './planted.ts';
import { ownFiles, textFiles } from './tree.ts';

const files = ownFiles();
const code = textFiles().filter(({ path }) => /\.(ts|tsx|mjs)$/.test(path));

/** Longer than a few screens because it is one thought, with that thought. */
const oneThought: Readonly<Record<string, string>> = {
  'lib/config.ts': 'every setting with its bounds and its sentence: who runs Jawort finds them in one place',
  'tests/boot/embedded.test.ts': 'the life of one database server, from its first start to being taken over',
  'tests/boot/start.test.ts': 'everything that a start meets, in the order in which it meets it',
  'tests/ui/fixtures.ts': 'one view for each state of the customer pages',
};

test('no file is called what says nothing', () => {
  const empty =
    /(^|\/)(utils?|helpers?|common|misc|shared|lib-?functions|manager|processor|new|final|v2)(\.[a-z]+)*$/;
  const folders = /(^|\/)(utils?|helpers?|common|misc)\//;
  expect(files.filter((path) => empty.test(path) || folders.test(path))).toEqual([]);
});

test('no file is longer than 300 lines, except where it is one thought', () => {
  const tooLong = code
    .map(({ path, content }) => ({ path, lines: content.split('\n').length }))
    .filter(({ path, lines }) => lines > 300 && !(path in oneThought));
  expect(tooLong).toEqual([]);
});

test('an exception that is no longer needed is taken off the list', () => {
  const stale = Object.keys(oneThought).filter(
    (path) => (code.find((file) => file.path === path)?.content.split('\n').length ?? 0) <= 300,
  );
  expect(stale).toEqual([]);
});

test('the customer door has no page component and no server action: only route handlers', () => {
  const customerDoor = files.filter((path) => path.startsWith('app/(public)/'));
  expect(customerDoor.filter((path) => /\/(page|layout|actions?)\.tsx?$/.test(path))).toEqual([]);
  const actions = code.filter(
    ({ path, content }) => customerDoor.includes(path) && /^['"]use server['"]/m.test(content),
  );
  expect(actions.map(({ path }) => path)).toEqual([]);
});

test('every test file belongs to a project of the runner: none is silently left out', () => {
  const config = readFileSync(join(root, 'vitest.config.ts'), 'utf8');
  const folders = new Set(
    files.filter((path) => /^tests\/.+\.test\.tsx?$/.test(path)).map((path) => path.split('/')[1] ?? ''),
  );
  expect([...folders].filter((folder) => !config.includes(`'${folder}'`))).toEqual([]);
  expect(files.filter((path) => /^(app|lib|db|emails|scripts)\/.+\.(test|spec)\.tsx?$/.test(path))).toEqual(
    [],
  );
});

test('documents stay readable in one sitting: a decision record fits on one page', () => {
  const records = files.filter((path) => path.startsWith('docs/adr/') && path.endsWith('.md'));
  const long = records.filter((path) => readFileSync(join(root, path), 'utf8').split(/\s+/).length > 550);
  expect(long).toEqual([]);
});
