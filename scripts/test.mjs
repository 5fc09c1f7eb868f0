import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCheck } from './check.mjs';
import { isInstalled } from './install.mjs';
import { prepare } from './prepare.mjs';
import { tally } from './tally.mjs';
import { runTool } from './tool.mjs';

/**
 * `npm test`: what CI runs, on a machine with nothing but Node 20 and npm. Everything is run, also after a failure;
 * the last line counts, and says so with the exit code. `--long` gives random histories and matrices their large dose.
 */
const long = process.argv.includes('--long');
const minutes = 60_000;
const limitMs = (long ? 75 : 10) * minutes;
const env = long ? { JAWORT_TEST_DOSE: 'long' } : {};

const started = Date.now();
const results = mkdtempSync(join(tmpdir(), 'jawort-results-')); // own folder: no old file can pass for a new one
let passed = 0;
let failed = 0;
try {
  await everything();
} catch (cause) {
  console.log(cause instanceof Error ? cause.message : String(cause));
  failed += 1;
} finally {
  rmSync(results, { recursive: true, force: true });
}
if (passed === 0) failed = Math.max(failed, 1); // a run that tested nothing has shown nothing
console.log(`\n${Math.round((Date.now() - started) / 1000)} s`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

async function everything() {
  say('packages and build');
  const built = await prepared();
  if (!isInstalled()) return;
  say('check: format, lint, types, dead code, documents');
  for (const step of await runCheck({ withRules: false })) count(step.ok ? 1 : 0, step.ok ? 0 : 1);
  say('rules, pages, services and API (on real PostgreSQL)');
  await vitest('rules to API', ['domain', 'house', 'pure', 'database']);
  if (!built) {
    console.log('start and journeys are not tried: there is no build to start');
    count(0, 2);
    return;
  }
  say('faults: histories over two processes, kills, cuts, a database that goes and comes back');
  await vitest('faults', ['faults']);
  say('start, stop, kill, start again');
  await vitest('boot', ['boot']);
  say('journeys in a real browser, with and without JavaScript');
  await playwright();
}

/** The same install and build as `npm start`, under the same lock; counts as one test. */
async function prepared() {
  try {
    await prepare((line) => console.log(line));
    count(1, 0);
    return true;
  } catch (cause) {
    console.log(cause instanceof Error ? cause.message : String(cause));
    count(0, 1);
    return false;
  }
}

async function vitest(name, projects) {
  const file = join(results, `${name.replaceAll(' ', '-')}.json`);
  const args = [
    'node_modules/vitest/vitest.mjs',
    'run',
    ...projects.flatMap((project) => ['--project', project]),
  ];
  const report = ['--reporter', 'default', '--reporter', 'json', `--outputFile.json=${file}`];
  const run = await runTool(name, [...args, ...report], { env, show: true, limitMs });
  const read = readReport(file);
  countRun(name, run, read?.numPassedTests, read?.numFailedTests, read?.numPendingTests);
}

async function playwright() {
  const file = join(results, 'journeys.json');
  const args = ['node_modules/@playwright/test/cli.js', 'test', '--reporter', 'list,json'];
  const run = await runTool('journeys', args, {
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: file },
    show: true,
    limitMs,
  });
  const stats = readReport(file)?.stats;
  countRun('journeys', run, stats && stats.expected + stats.flaky, stats?.unexpected, stats?.skipped);
}

function countRun(name, run, passedTests, failedTests, skippedTests = 0) {
  if (skippedTests > 0) console.log(`${name}: ${skippedTests} skipped`);
  const sum = tally({ ok: run.ok, passed: passedTests, failed: failedTests });
  if (sum.failed > (failedTests ?? 0)) console.log(`${name}: stopped without a result`);
  count(sum.passed, sum.failed);
}

function count(passedTests, failedTests) {
  passed += passedTests;
  failed += failedTests;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

function say(text) {
  console.log(`\n== ${text} (${Math.round((Date.now() - started) / 1000)} s)`);
}
