import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { untilEnd } from './child.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const mark = join(root, 'node_modules/.jawort-installed');

/** Runs on the machine's own Node (20 and up), before any package is there: Node's own modules only. */
export async function ensureInstalled() {
  if (isInstalled()) return;
  refuseLink();
  process.stderr.write(
    'Installing the packages named in package-lock.json (about a minute, first time only) …\n',
  );
  await npmCi();
  writeFileSync(mark, lockHash());
}

/** Exactly the packages of package-lock.json: the mark goes with node_modules, so a removed folder counts as none. */
export function isInstalled() {
  return existsSync(mark) && readFileSync(mark, 'utf8') === lockHash();
}

/** `npm ci` empties the folder it finds: behind a link that would be another copy's (seen). */
function refuseLink() {
  const folder = dirname(mark);
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Error(`${folder} is a link to other packages than package-lock.json names: remove the link`);
}

function lockHash() {
  return createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
}

/** NODE_ENV=production in the environment would leave out what build and tests need. */
async function npmCi() {
  const { NODE_ENV: _dropped, ...env } = process.env;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'];
  const [command, all] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', args];
  const code = await untilEnd(spawn(command, all, { cwd: root, env, stdio: ['ignore', 2, 2] }));
  if (code !== 0) throw new Error(`npm ci ended with ${code}`);
}
