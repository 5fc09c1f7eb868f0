import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tool.mjs';

/**
 * How the programs are bundled: our own code (also behind `#`) goes in, packages stay outside.
 * @param {'production' | 'development'} mode
 * @returns {import('esbuild').BuildOptions}
 */
export function bundleOptions(mode) {
  // In the folder's first level, as the sources are: `new URL('../db/…', import.meta.url)` means the same in both.
  const suffix = mode === 'production' ? '' : '-dev';
  const entries = { server: 'server.ts', jawort: 'scripts/jawort.ts' };
  const present = Object.entries(entries).filter(([, file]) => existsSync(join(root, file)));
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(present.map(([name, file]) => [`${name}${suffix}`, file])),
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    jsxDev: mode === 'development',
    loader: { '.css': 'text' },
    define: {
      'process.env.NODE_ENV': JSON.stringify(mode),
      'globalThis.jawortFault': 'undefined', // each call with its name is then left out
    },
    logLevel: 'warning',
  };
}
