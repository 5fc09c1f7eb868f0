import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { promisify } from 'node:util';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { closePools } from '#db/client.ts';
import { profileSummary } from './profile.ts';
import { benchScene, type BenchScene } from './scene.ts';
import { familyCpuSeconds, freePort, runServer, type Running } from './servers.ts';

/*
 * Single checks a second against a null server, in one run on one machine. Arguments: folder of the bundled programs,
 * file for the figures, and `--profile` to be told where the time goes. Exit code 1 below the floor.
 */
const [programs = '', figuresFile = ''] = process.argv.slice(2);
const floor = 0.3;
const goal = 0.5;
const pairs = 5;
const secondsEach = 3;
const connections = 64;
const contacts = 10_000;

const run = promisify(execFile);
const place = path.dirname(figuresFile);
mkdirSync(place, { recursive: true });

const scene = await benchScene(contacts);
const postmaster = Number(
  readFileSync(path.join(scene.cluster.dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
);
try {
  await measure(scene);
} finally {
  await closeQueue();
  await closePools();
  await scene.cluster.stop();
}
process.exit();

async function measure({ cluster, firm, phones, masterKey }: BenchScene): Promise<void> {
  const port = await freePort();
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    PATH: '/usr/bin:/bin',
    PORT: String(port),
    ROLE: 'machine',
    DATABASE_URL: cluster.appUrl,
    JAWORT_MASTER_KEY: masterKey,
    AUTH_SECRET: masterKey,
    CHECK_RATE_PER_KEY: '1000000',
    RESEND_API_KEY: 'unused-by-a-check',
    MAIL_FROM: 'Bench <bench@example.org>',
    LOG_LEVEL: 'warn',
  };
  const requests = phones.map((phone) => requestText(port, firm.liveKey, phone));
  const requestsFile = path.join(place, 'bench-requests.json');
  writeFileSync(requestsFile, JSON.stringify({ requests }));
  const server = path.join(programs, 'bench-server.js');
  const ours = await runServer([server], env, port);
  const answerFile = path.join(place, 'bench-answer.json');
  writeFileSync(answerFile, JSON.stringify(await answerOf(port, firm.liveKey, phones[0] ?? '')));
  const nullPort = await freePort();
  const reference = await runServer(
    [path.join(programs, 'bench-null-server.js'), String(nullPort), answerFile],
    env,
    nullPort,
  );

  // Until the compiler has seen both at work, pairs measure the compiler.
  await load(reference, requestsFile, 2);
  await load(ours, requestsFile, 4);
  const rounds: Round[] = [];
  for (let i = 0; i < pairs; i += 1) {
    const nothing = await load(reference, requestsFile);
    const checks = await load(ours, requestsFile);
    rounds.push({ nothing, checks, ratio: checks.perSecond / nothing.perSecond });
    console.log(line(`pair ${String(i + 1)}`, rounds.at(-1) ?? { nothing, checks, ratio: 0 }));
  }
  await reference.stop();
  await ours.stop();

  const figures = {
    what: 'single checks a second, one process',
    contacts,
    connections,
    pairs,
    nullPerSecond: median(rounds.map((r) => r.nothing.perSecond)),
    checksPerSecond: median(rounds.map((r) => r.checks.perSecond)),
    ratio: median(rounds.map((r) => r.ratio)),
    goal,
    floor,
    database: 'throw-away cluster, fsync off: a check only reads',
    rounds,
  };
  writeFileSync(figuresFile, `${JSON.stringify(figures, null, 2)}\n`);
  console.log(
    `\nmedian: ${figures.checksPerSecond.toFixed(0)} checks/s, null server ${figures.nullPerSecond.toFixed(0)}/s, ratio ${figures.ratio.toFixed(2)} (goal ${String(goal)}, floor ${String(floor)})`,
  );
  if (figures.ratio < floor) process.exitCode = 1;
  if (figures.ratio < goal || process.argv.includes('--profile')) {
    console.log('\nWhere the time of our process goes (CPU profile under the same load):');
    for (const text of await profile(server, env, requestsFile)) console.log(`  ${text}`);
  }
}

interface Load {
  perSecond: number;
  /** Share of one core while measured. */
  serverCpu: number | null;
  clientCpu: number;
  /** CPU time of the server for one request: hardly moves when other programs want the machine too. */
  serverMicrosEach: number | null;
  databaseMicrosEach: number | null;
}
interface Round {
  nothing: Load;
  checks: Load;
  ratio: number;
}

async function load(server: Running, requestsFile: string, seconds = secondsEach): Promise<Load> {
  const before = server.cpuSeconds();
  const databaseBefore = familyCpuSeconds(postmaster);
  const startedAt = performance.now();
  const program = path.join(programs, 'bench-load.js');
  const args = [program, String(server.port), requestsFile, String(connections), String(seconds)];
  const { stdout } = await run(process.execPath, args);
  const after = server.cpuSeconds();
  const databaseAfter = familyCpuSeconds(postmaster);
  const wholeSeconds = (performance.now() - startedAt) / 1_000;
  const result = JSON.parse(stdout) as Record<
    'requests' | 'all' | 'seconds' | 'not200' | 'cpuSeconds',
    number
  >;
  if (result.not200 > 0) throw new Error(`${String(result.not200)} answers were not 200`);
  return {
    perSecond: result.requests / result.seconds,
    serverCpu: before === null || after === null ? null : (after - before) / wholeSeconds,
    serverMicrosEach: before === null || after === null ? null : (1e6 * (after - before)) / result.all,
    databaseMicrosEach:
      databaseBefore === null || databaseAfter === null
        ? null
        : (1e6 * (databaseAfter - databaseBefore)) / result.all,
    clientCpu: result.cpuSeconds / result.seconds,
  };
}

async function profile(server: string, env: NodeJS.ProcessEnv, requestsFile: string): Promise<string[]> {
  const folder = path.join(place, 'bench-profile');
  const port = Number(env['PORT']);
  const watched = await runServer(['--cpu-prof', `--cpu-prof-dir=${folder}`, server], env, port);
  await load(watched, requestsFile, 1);
  const from = process.hrtime.bigint();
  await load(watched, requestsFile, 6);
  const to = process.hrtime.bigint();
  await watched.stop();
  return profileSummary(folder, { from: Number(from / 1_000n), to: Number(to / 1_000n) });
}

function requestText(port: number, key: string, phone: string): string {
  const body = JSON.stringify({ contact: { phone }, channel: 'whatsapp', purpose: 'order' });
  return [
    'POST /api/v1/checks HTTP/1.1',
    `Host: 127.0.0.1:${String(port)}`,
    `Authorization: Bearer ${key}`,
    'Content-Type: application/json',
    `Content-Length: ${String(body.length)}`,
    '',
    body,
  ].join('\r\n');
}

/** A real answer, for the null server to repeat; it must be a yes, or the bench measures refusals. */
async function answerOf(
  port: number,
  key: string,
  phone: string,
): Promise<{ headers: string[]; body: string }> {
  return new Promise((resolve, reject) => {
    const request = http.request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/api/v1/checks',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const body = Buffer.concat(chunks).toString('utf8');
        if (!body.includes('"allowed":true')) reject(new Error('the bench is not granted'));
        const dropped = new Set(['date', 'connection', 'keep-alive']);
        const headers: string[] = [];
        for (let at = 0; at < response.rawHeaders.length; at += 2) {
          const name = response.rawHeaders[at] ?? '';
          if (!dropped.has(name.toLowerCase())) headers.push(name, response.rawHeaders[at + 1] ?? '');
        }
        resolve({ headers, body });
      });
    });
    request.end(JSON.stringify({ contact: { phone }, channel: 'whatsapp', purpose: 'order' }));
  });
}

function line(name: string, { nothing, checks, ratio }: Round): string {
  return `${name}: null ${figure(nothing)} | checks ${figure(checks)} | ratio ${ratio.toFixed(2)}`;
}

function figure({ perSecond, serverCpu, clientCpu, serverMicrosEach, databaseMicrosEach }: Load): string {
  const micros =
    serverMicrosEach === null
      ? ''
      : `; ${serverMicrosEach.toFixed(1)} + database ${databaseMicrosEach?.toFixed(1) ?? '?'} µs each`;
  const core = serverCpu === null ? '' : `, server ${percent(serverCpu)}`;
  return `${perSecond.toFixed(0)}/s (client ${percent(clientCpu)}${core} of a core${micros})`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
