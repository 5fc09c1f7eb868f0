import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { untilEnd } from './child.mjs';
import { ensureInstalled, isInstalled } from './install.mjs';
import { sourcesHash } from './sources-hash.mjs';
import { root } from './tool.mjs';

/*
 * What must be there before the program can run: packages and build. Runs on the machine's own Node (20 and up)
 * with Node's own modules only.
 */

/** The Node we ship, by its file: the `.bin` shims would find the machine's own. */
export const node24 = join(root, 'node_modules/node/bin/node');
export const buildMark = join(root, 'dist/BUILT');

/** A reason a person can act on; its message is all they need to see. */
export class PrepareFault extends Error {}

/** @param {(line: string) => void} say told what takes long */
export async function prepare(say) {
  refuseOldNode();
  if (isPrepared()) return;
  await underLock(say, async () => {
    await tellTime(say, 'Installing', installed);
    if (isBuilt()) return;
    say('Building (about half a minute, after each change of the program) …');
    await tellTime(say, 'Building', build);
  });
}

/** Nothing to do: looking changes no file, so a tree that others own can be started too. */
export function isPrepared() {
  return isInstalled() && isBuilt();
}

/** PrepareFaults are told by their sentence, everything else by its message; never a stack. */
export function sayFault(cause) {
  process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
}

function refuseOldNode() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20)
    throw new PrepareFault(
      `Node ${process.versions.node} is too old: Jawort needs Node 20 or newer to start (it brings its own Node 24 to run on).`,
    );
}

async function installed() {
  try {
    await ensureInstalled();
  } catch (cause) {
    throw new PrepareFault(
      isDiskFull()
        ? diskFull
        : `The packages could not be installed: ${cause.message}; the lines above say why.`,
    );
  }
  if (!existsSync(node24))
    throw new PrepareFault(
      'The package "node" did not bring its program: allow install scripts (npm config ignore-scripts), remove node_modules and start again.',
    );
}

function isBuilt() {
  return (
    existsSync(buildMark) &&
    existsSync(join(root, '.next/BUILD_ID')) &&
    readFileSync(buildMark, 'utf8') === sourcesHash()
  );
}

async function build() {
  const child = spawn(node24, ['scripts/build.mjs'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const code = await untilEnd(child);
  if (code === 0) return;
  if (isDiskFull() || output.includes('ENOSPC')) throw new PrepareFault(diskFull);
  process.stderr.write(output);
  throw new PrepareFault('The build failed; the lines above say why.');
}

const diskFull = `The disk is full: make room where ${root} is, then start again.`;

function isDiskFull() {
  const { bavail, bsize } = statfsSync(root);
  return bavail * bsize < 10_000_000;
}

/** A line each 15 seconds, so that nobody takes a long step for a stuck one. */
async function tellTime(say, what, act) {
  const since = Date.now();
  const timer = setInterval(() => say(`${what} … ${Math.round((Date.now() - since) / 1000)} s`), 15_000);
  try {
    await act();
  } finally {
    clearInterval(timer);
  }
}

/** Two starts in one folder must not install or build at once: the second waits, then finds the work done. */
async function underLock(say, act) {
  const lock = join(root, '.cache/prepare.lock');
  for (let waited = false; !take(lock); waited = true) {
    if (!waited) say('Waiting for another start in this folder to finish installing or building …');
    await sleep(250);
  }
  try {
    await act();
  } finally {
    rmSync(lock, { force: true });
  }
}

const lockMsMax = 30 * 60_000;

function take(lock) {
  if (create(lock)) return true;
  const holder = Number(readFileSync(lock, 'utf8').trim() || Number.NaN);
  const old = Date.now() - statSync(lock).mtimeMs > lockMsMax; // its number may be another program's by now
  if (!old && (Number.isNaN(holder) || isAlive(holder))) return false;
  rmSync(lock, { force: true });
  return create(lock);
}

function create(lock) {
  try {
    mkdirSync(dirname(lock), { recursive: true });
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (cause) {
    if (cause.code === 'ENOSPC') throw new PrepareFault(diskFull);
    if (cause.code !== 'EEXIST')
      throw new PrepareFault(
        `The folder ${root} cannot be written to (${cause.code}): give this user the right to it.`,
      );
  }
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause.code === 'EPERM';
  }
}
