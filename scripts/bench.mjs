import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { isPrepared } from './prepare.mjs';
import { root, runTool, shippedNode } from './tool.mjs';

/**
 * `npm run bench -- [checks|sizes|answers|pages|start|all]`: each figure beside its reference in the same run, with its
 * goal; exit code 1 where one is missed. What is measured is bundled anew, so that the figures are those of the code at
 * hand. `--profile` adds where the time of a check goes. The figures go to .cache/bench.json. See docs/performance.md.
 */
const parts = ['checks', 'sizes', 'answers', 'pages', 'start'];
const words = process.argv.slice(2);
const flags = words.filter((word) => word.startsWith('--'));
const named = words.filter((word) => !word.startsWith('--') && word !== 'all');
const unknown = named.filter((word) => !parts.includes(word));
if (unknown.length > 0) {
  console.error(`There is no part "${unknown.join(' ')}": the parts are ${parts.join(', ')} and all.`);
  process.exit(1);
}
const wanted = named.length > 0 ? named : parts;

const folder = join(root, '.cache');
await build({
  ...bundleOptions('production'),
  // In a first-level folder, like dist: the bundle finds the migrations beside it.
  outdir: folder,
  entryPoints: {
    'bench-server': 'server.ts',
    'bench-null-server': 'tests/bench/null-server.ts',
    'bench-load': 'tests/bench/load.ts',
    'bench-twin-page': 'lib/ui/paper/page.tsx',
    ...Object.fromEntries(parts.map((part) => [`bench-${part}`, `tests/bench/${part}.ts`])),
  },
});
if (wanted.some((part) => part === 'start' || part === 'pages') && !isPrepared()) await buildAsShipped();

const startedAt = performance.now();
const missed = [];
for (const part of wanted) {
  const args = [
    '--enable-source-maps',
    `.cache/bench-${part}.js`,
    folder,
    join(folder, 'bench.json'),
    root,
    ...flags,
  ];
  const { ok, output } = await runTool(part, args, { show: true });
  if (ok) continue;
  process.exitCode = 1;
  const lines = output.split('\n').filter((line) => line.startsWith('MISSED'));
  missed.push(...(lines.length > 0 ? lines : [`FAILED: ${part} ended before it had a figure`]));
}
console.log(`\n${wanted.join(', ')} in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
console.log(missed.length === 0 ? 'All goals are met.' : missed.join('\n'));

/** Pages and start are measured on what ships; the other parts need no build. */
async function buildAsShipped() {
  const child = spawn(shippedNode, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0) throw new Error('The build failed: its own lines above say why.');
}
