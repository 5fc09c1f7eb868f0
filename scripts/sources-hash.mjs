import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './tool.mjs';

/** All that the build reads, but for tsconfig.json: Next writes into that one itself, and then each build would call for another. */
const sources = [
  'app',
  'db',
  'emails',
  'lib',
  'public',
  'next.config.ts',
  'package-lock.json',
  'package.json',
  'postcss.config.mjs',
  'proxy.ts',
  'scripts/build.mjs',
  'scripts/bundle.mjs',
  'scripts/jawort',
  'scripts/jawort.ts',
  'server.ts',
];

/** One hash over names and contents: a build is needed again exactly when it changes. */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const source of sources) if (existsSync(join(root, source))) add(hash, source);
  return hash.digest('hex');
}

function add(hash, name) {
  const entries = readEntries(name);
  if (entries !== null) {
    for (const entry of entries) add(hash, `${name}/${entry}`);
    return;
  }
  const content = readFileSync(join(root, name));
  hash.update(`${name}\0${content.length}\0`).update(content);
}

/** Names in a fixed order, or null for a file. */
function readEntries(name) {
  try {
    return readdirSync(join(root, name)).sort();
  } catch (cause) {
    if (cause.code === 'ENOTDIR') return null;
    throw cause;
  }
}
