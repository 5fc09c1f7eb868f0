import { mkdtempSync, readFileSync, readdirSync, rmSync, chmodSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { median, report } from './figures.ts';
import { load } from './loading.ts';
import { freePort, runServer } from './servers.ts';

/*
 * What was built, as it is shipped: from the start to /readyz with all roles and its own database, memory after a load,
 * and the weight of the demo page. Arguments: folder of the bundled programs, file for the figures, the repository's root.
 */
const [programs = '', figuresFile = '', root = ''] = process.argv.slice(2);
const startMsMax = 3_000;
const residentMbMax = 400;
const weightMax = 48 * 1_024;
const documentMax = 14 * 1_024;

const masterKey = randomBytes(32).toString('hex');
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'jawort-bench-'));
chmodSync(dataDir, 0o755);
try {
  await measure();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

async function measure(): Promise<void> {
  const first = await started();
  await first.server.stop();
  const later: number[] = [];
  for (let i = 0; i < 2; i += 1) {
    const again = await started();
    later.push(again.ms);
    await again.server.stop();
  }
  const last = await started();
  later.push(last.ms);
  const { page_url: pageUrl } = JSON.parse(readFileSync(path.join(dataDir, 'demo.json'), 'utf8')) as {
    page_url: string;
  };
  const page = new URL(pageUrl).pathname;
  const calm = memoryMb(last.server.pid, 'VmRSS');
  const weight = await weightOf(`http://127.0.0.1:${String(last.server.port)}`, page);
  const requestsFile = path.join(path.dirname(figuresFile), 'bench-requests.json');
  const request = `GET ${page} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n`;
  writeFileSync(requestsFile, JSON.stringify({ requests: [request] }));
  await load(last.server, { programs, requestsFile, seconds: 3 });
  const server = memoryMb(last.server.pid, 'VmRSS');
  const database = childrenMb(databasePid());
  await last.server.stop();

  const ms = median(later);
  report(
    figuresFile,
    'start',
    [
      {
        what: `start to /readyz, built (the very first, which makes the database: ${first.ms.toFixed(0)} ms)`,
        figure: `${ms.toFixed(0)} ms`,
        goal: `<= ${String(startMsMax)} ms`,
        met: ms <= startMsMax,
      },
      {
        what: `resident with all roles after a load (before it ${calm.toFixed(0)} MB; its database beside it ${database.toFixed(0)} MB)`,
        figure: `${server.toFixed(0)} MB`,
        goal: `<= ${String(residentMbMax)} MB`,
        met: server <= residentMbMax,
      },
      {
        what: 'the question page, compressed, with its style sheet',
        figure: `${String(weight.document)} bytes`,
        goal: `<= ${String(documentMax)} bytes`,
        met: weight.document <= documentMax,
      },
      {
        what: `the same with fonts (${String(weight.fonts)}) and icon, in ${String(weight.requests)} requests`,
        figure: `${String(weight.all)} bytes`,
        goal: `<= ${String(weightMax)} bytes`,
        met: weight.all <= weightMax,
      },
    ],
    { firstMs: first.ms, laterMs: later, calmMb: calm, serverMb: server, databaseMb: database, weight },
  );
}

async function started() {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: '/usr/bin:/bin',
    PORT: String(port),
    JAWORT_DATA_DIR: dataDir,
    JAWORT_MASTER_KEY: masterKey,
    AUTH_SECRET: masterKey,
    LOG_LEVEL: 'warn',
  };
  const from = performance.now();
  const server = await runServer([path.join(root, 'dist/server.js')], env, port);
  return { server, ms: performance.now() - from };
}

/** What a browser fetches for the page, in bytes on the wire without headers. */
async function weightOf(origin: string, page: string) {
  const html = await (await fetch(origin + page)).text();
  const addresses = new Set([
    ...[...html.matchAll(/url\((\/[^)]+)\)/gu)].map(([, url]) => url ?? ''),
    ...[...html.matchAll(/<link [^>]*href="(\/[^"]+)"/gu)].map(([, url]) => url ?? ''),
  ]);
  let fonts = 0;
  let others = 0;
  for (const address of addresses) {
    const bytes = Buffer.from(await (await fetch(origin + address)).arrayBuffer());
    if (address.endsWith('.woff2')) fonts += bytes.length;
    else others += gzipSync(bytes).length;
  }
  const document = gzipSync(html).length;
  return { document, fonts, others, all: document + fonts + others, requests: addresses.size + 1 };
}

function databasePid(): number {
  const [found] = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('postmaster.pid'),
  );
  return found === undefined ? 0 : Number(readFileSync(path.join(dataDir, found), 'utf8').split('\n')[0]);
}

/** Shared pages once: each process's part of them. */
function childrenMb(parent: number): number {
  const family = readdirSync('/proc').filter((name) => {
    if (!/^\d+$/u.test(name)) return false;
    if (Number(name) === parent) return true;
    try {
      return Number(readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
    } catch {
      return false;
    }
  });
  return family.reduce((sum, pid) => sum + memoryMb(Number(pid), 'Pss'), 0);
}

function memoryMb(pid: number, what: 'VmRSS' | 'Pss'): number {
  const file = what === 'Pss' ? 'smaps_rollup' : 'status';
  const text = readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  return Number(new RegExp(`^${what}:\\s+(\\d+) kB`, 'mu').exec(text)?.[1] ?? Number.NaN) / 1_024;
}
