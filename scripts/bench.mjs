import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { root, runTool } from './tool.mjs';

/**
 * `npm run bench`: the rates, each beside its reference in the same run. The server measured is the production bundle of
 * server.ts, made anew, so that the figures are those of the code at hand. `-- --profile` adds where the time goes.
 */
const folder = join(root, '.cache');
await build({
  ...bundleOptions('production'),
  // In a first-level folder, like dist: the bundle finds the migrations beside it.
  outdir: folder,
  entryPoints: {
    'bench-server': 'server.ts',
    'bench-checks': 'tests/bench/checks.ts',
    'bench-null-server': 'tests/bench/null-server.ts',
    'bench-load': 'tests/bench/load.ts',
  },
});
const args = [
  '--enable-source-maps',
  '.cache/bench-checks.js',
  folder,
  join(folder, 'bench.json'),
  ...process.argv.slice(2),
];
const { ok, output } = await runTool('bench', args, { show: true });
if (!ok) {
  if (!output.includes('median:')) console.error(output.split('\n').slice(-20).join('\n'));
  process.exitCode = 1;
}
