import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** The repository's root: vitest runs there. */
export const root = process.cwd();

export interface Finding {
  readonly rule: string;
  readonly message: string;
}

/**
 * Runs the real linter with our real configuration over files planted in an empty copy of the house.
 * @param files path to content
 * @returns findings by path
 */
export async function lintPlanted(files: Readonly<Record<string, string>>): Promise<Map<string, Finding[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'jawort-house-'));
  try {
    for (const part of ['.oxlintrc.json', 'lint', 'package.json', 'tsconfig.json']) {
      cpSync(join(root, part), join(folder, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return findingsByFile(await oxlint(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function oxlint(folder: string): Promise<string> {
  const args = [
    join(root, 'node_modules/oxlint/bin/oxlint'),
    '--format',
    'json',
    '--ignore-pattern',
    'node_modules',
    '.',
  ];
  const run = promisify(execFile)(join(root, 'node_modules/.bin/node'), args, {
    cwd: folder,
    maxBuffer: 32_000_000,
    env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env['PATH'] ?? ''}` },
  });
  // The linter ends with 1 as soon as it found anything: the findings are still on its stdout.
  return run.then((done) => done.stdout).catch((cause: { stdout?: string }) => cause.stdout ?? '');
}

interface Diagnostic {
  readonly filename: string;
  /** Absent for findings of the linter itself, such as a disable comment that disables nothing. */
  readonly code?: string;
  readonly message: string;
}

function findingsByFile(json: string): Map<string, Finding[]> {
  const { diagnostics } = JSON.parse(json) as { diagnostics: Diagnostic[] };
  return Map.groupBy(
    diagnostics.map(({ filename, code, message }) => ({ filename, rule: code ?? 'linter', message })),
    (finding) => finding.filename,
  );
}
