import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './planted.ts';

/**
 * The oldest version of each package without a published hole. No advisory service answers everywhere this runs, so
 * the table is kept by hand: after each security release of one of these, raise its line.
 */
const minimum: Readonly<Record<string, string>> = {
  next: '16.3.3',
  react: '19.2.6',
  'react-dom': '19.2.6',
  'react-server-dom-webpack': '19.2.6',
  'react-server-dom-turbopack': '19.2.6',
  'next-auth': '4.24.15',
  'drizzle-orm': '0.45.2',
  nodemailer: '7.0.7',
};

interface Lockfile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly hasInstallScript?: boolean }>
  >;
}

const lockfile: Lockfile = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const manifest: {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  allowScripts: Record<string, boolean>;
} = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the lockfile', () => {
  for (const [name, atLeast] of Object.entries(minimum)) {
    test(`holds no ${name} older than ${atLeast}`, () => {
      const tooOld = installed(name).filter(({ version }) => isOlder(version, atLeast));
      expect(tooOld).toEqual([]);
    });
  }

  test('holds every package of the table that we depend on directly, so that no line watches nothing', () => {
    const direct = Object.keys(minimum).filter((name) => name in manifest.dependencies);
    expect(direct.filter((name) => installed(name).length === 0)).toEqual([]);
    expect(direct.length).toBeGreaterThanOrEqual(5);
  });

  test('runs scripts at install only for packages that are named in allowScripts', () => {
    const running = Object.entries(lockfile.packages)
      .filter(([, entry]) => entry.hasInstallScript === true)
      .map(([path]) => nameOf(path));
    expect(running.length).toBeGreaterThan(0);
    expect(running.filter((name) => !(name in manifest.allowScripts))).toEqual([]);
  });
});

test('every version in package.json is exact: an install today and one next year are the same', () => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies };
  const loose = Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

describe('older than', () => {
  test.each([
    ['16.3.2', '16.3.3', true],
    ['16.3.3', '16.3.3', false],
    ['16.10.0', '16.3.3', false],
    ['5.0.0-beta.32', '5.0.0', true],
    ['0.45.4', '0.45.2', false],
  ])('%s against %s: %s', (version, atLeast, expected) => {
    expect(isOlder(version, atLeast)).toBe(expected);
  });
});

/** All copies, nested ones too: the hole is in the copy that is used. */
function installed(name: string): { path: string; version: string }[] {
  return Object.entries(lockfile.packages)
    .filter(([path]) => nameOf(path) === name)
    .map(([path, entry]) => ({ path, version: entry.version ?? '0.0.0' }));
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** A pre-release comes before its release. */
function isOlder(version: string, atLeast: string): boolean {
  const [core = '', pre] = version.split(/-(.*)/);
  const parts = core.split('.').map(Number);
  const wanted = atLeast.split('.').map(Number);
  const difference = wanted.map((part, i) => (parts[i] ?? 0) - part).find((part) => part !== 0) ?? 0;
  return difference < 0 || (difference === 0 && pre !== undefined);
}
