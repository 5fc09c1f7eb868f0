import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './planted.ts';

/** Every file of ours, tracked or about to be: what .gitignore names is not ours. */
export function ownFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed
    .split('\n')
    .filter((path) => path !== '' && existsSync(join(root, path)))
    .toSorted();
}

const text =
  /\.(ts|tsx|mts|mjs|js|json|jsonc|md|css|sql|yml|yaml|html|svg|txt)$|(^|\/)(run|LICENSE|\.[a-z]+rc|\.editorconfig|\.gitignore)$/;

export function textFiles(): { path: string; content: string }[] {
  return ownFiles()
    .filter((path) => text.test(path))
    .map((path) => ({ path, content: readFileSync(join(root, path), 'utf8') }));
}

/** `path:line` and the line, for every line that the pattern finds. */
export function linesWith(pattern: RegExp, files: readonly { path: string; content: string }[]): string[] {
  return files.flatMap(({ path, content }) =>
    content
      .split('\n')
      .map((line, i) => ({ line, place: `${path}:${i + 1}` }))
      .filter(({ line }) => pattern.test(line))
      .map(({ line, place }) => `${place} ${line.trim().slice(0, 120)}`),
  );
}
