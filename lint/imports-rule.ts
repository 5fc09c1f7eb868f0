import { posix, relative, sep } from 'node:path';
import { nameHomes, packageHomes, rows, targets, type Row, type Target } from './import-table.ts';

/**
 * Judges one import. Pure, so that its test needs no linter.
 * @param file path of the importing file from the repository's root, with `/`
 * @returns the complaint, or null when the import is allowed
 */
export function judgeImport(file: string, specifier: string, kind: 'value' | 'type'): string | null {
  const row = rowOf(file);
  if (specifier.split('/').includes('..')) {
    return `'${specifier}': name the layer (#lib/..., #db/...), or ./ within the folder; ../ hides where an import leads.`;
  }
  const path = ownPath(file, specifier);
  if (path === null) return judgePackage(file, row, specifier);
  if (specifier.startsWith('.') && rowOf(path) === row) return null; // downwards within one's own folder
  return judgeTarget(row, targetOf(path), specifier, kind);
}

/**
 * Judges one imported name, `*` for the whole module.
 * @returns the complaint, or null when the name may be held here
 */
export function judgeName(file: string, specifier: string, name: string): string | null {
  const path = ownPath(file, specifier);
  if (path === null || rowOf(file).may === 'everything') return null;
  const found = Object.entries(nameHomes).find(
    ([held, home]) => home.from === path && (name === held || name === '*') && home.in !== file,
  );
  return found ? `'${found[0]}' is called in ${found[1].in} only: ${found[1].why}.` : null;
}

function rowOf(file: string): Row {
  return longest(rows, (row) => row.from, file);
}

function judgeTarget(row: Row, target: Target, specifier: string, kind: 'value' | 'type'): string | null {
  if (row.may === 'everything') return null;
  const allowance = row.may[target];
  if (allowance === 'all' || (allowance === 'types' && kind === 'type')) return null;
  const what =
    allowance === 'types' ? `only types of ${target}: write \`import type\`` : `nothing of ${target}`;
  return `${row.name}: '${specifier}' - ${row.from} may import ${what}. ${row.instead}`;
}

function judgePackage(file: string, row: Row, specifier: string): string | null {
  if (specifier.startsWith('node:')) return judgeTarget(row, 'node', specifier, 'value');
  if (row.may === 'everything') return null;
  const name = packageName(specifier);
  if (row.packages && !row.packages.includes(specifier)) {
    return `${row.name}: the package '${specifier}' is not among those of ${row.from} (${row.packages.join(', ') || 'none'}). ${row.instead}`;
  }
  const home = packageHomes[name];
  if (home && !home.in.some((prefix) => file.startsWith(prefix))) {
    const place = home.in.join(', ') || 'nowhere';
    return `'${name}' is imported in ${place} only: ${home.why}. ${row.instead}`;
  }
  return null;
}

/** The repository path an own specifier leads to; null for packages and node:*. */
function ownPath(file: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return posix.join(posix.dirname(file), specifier);
  return null;
}

function targetOf(path: string): Target {
  return longest(targets, ([prefix]) => prefix, path)[1];
}

function longest<T>(entries: readonly T[], prefixOf: (entry: T) => string, path: string): T {
  const [best] = entries
    .filter((entry) => path.startsWith(prefixOf(entry)))
    .toSorted((a, b) => prefixOf(b).length - prefixOf(a).length);
  if (best === undefined) throw new Error(`no row for ${path}`);
  return best;
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

/** Path from the repository's root with `/`, as the table speaks of it. */
export function repositoryPath(root: string, filename: string): string {
  return relative(root, filename).split(sep).join('/');
}
