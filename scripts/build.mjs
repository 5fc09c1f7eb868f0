import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from './bundle.mjs';
import { untilEnd } from './child.mjs';
import { buildMark, node24 } from './prepare.mjs';
import { sourcesHash } from './sources-hash.mjs';
import { root } from './tool.mjs';

/** `npm run build`: the programs in dist/ (plain JavaScript, no loader at run time) and the pages in .next/. */
const hash = sourcesHash(); // before building: an edit made meanwhile is built next time
rmSync(buildMark, { force: true });
try {
  await Promise.all([build(bundleOptions('production')), buildPages()]);
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(buildMark, hash);
} catch (cause) {
  // Both builders have printed their findings.
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = 1;
}

async function buildPages() {
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  const args = ['node_modules/next/dist/bin/next', 'build'];
  const code = await untilEnd(
    spawn(node24, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }),
  );
  if (code !== 0) throw new Error(`next build ended with ${code}`);
}
