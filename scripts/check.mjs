import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root, runTool } from './tool.mjs';

/**
 * What `npm run check` holds, in the order a reader wants to hear of it. No step needs a database.
 * @type {{name: string, args: string[], needs?: string, env?: Record<string, string>}[]}
 */
const steps = [
  { name: 'format', args: ['node_modules/oxfmt/bin/oxfmt', '--check', '.'] },
  { name: 'lint', args: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings', '.'] },
  { name: 'types', args: ['node_modules/typescript/bin/tsc', '--noEmit'] },
  { name: 'dead code', args: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  {
    name: 'openapi',
    args: ['--import', 'tsx', 'scripts/openapi.ts', '--check'],
    needs: 'scripts/openapi.ts',
  },
  { name: 'docs', args: ['scripts/docs-check.mjs'] },
];

const rules = {
  name: 'rules',
  args: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'domain', '--project', 'house'],
};

/**
 * Runs every step, also after one has failed: a person wants the whole list at once.
 * @param {{withRules?: boolean}} [options] `npm test` runs the rules' tests together with all others
 */
export async function runCheck({ withRules = true } = {}) {
  const results = [];
  for (const { name, args, needs } of withRules ? [...steps, rules] : steps) {
    if (needs !== undefined && !existsSync(join(root, needs))) continue;
    const result = await runTool(name, args);
    console.log(`${result.ok ? 'ok  ' : 'FAIL'} ${name} (${(result.ms / 1000).toFixed(1)} s)`);
    if (!result.ok) console.log(indent(result.output));
    results.push(result);
  }
  return results;
}

function indent(text) {
  return text.trimEnd().replaceAll(/^/gm, '     ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const results = await runCheck();
  const failed = results.filter((result) => !result.ok).map((result) => result.name);
  if (failed.length > 0) console.log(`\nnot yet: ${failed.join(', ')}`);
  process.exitCode = failed.length > 0 ? 1 : 0;
}
