import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { closePools } from '#db/client.ts';
import { checkAnswer, checkRequest, serverEnv } from './check-requests.ts';
import { median, report } from './figures.ts';
import { load, type Load, type Loading } from './loading.ts';
import { profileSummary } from './profile.ts';
import { benchScene, type BenchScene } from './scene.ts';
import { freePort, runServer } from './servers.ts';

/*
 * Single checks a second against a null server, in one run on one machine, and how long the slowest take at half that
 * rate. Arguments: folder of the bundled programs, file for the figures, and `--profile` to be told where the time goes.
 */
const [programs = '', figuresFile = ''] = process.argv.slice(2);
const goal = 0.5;
const slowestTimes = 4;
const slowestMsMax = 10;
const pairs = 5;
const secondsEach = 3;
const connections = 64;
const contacts = 10_000;

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

async function measure(scene: BenchScene): Promise<void> {
  const { firm, phones } = scene;
  const port = await freePort();
  const env = serverEnv(scene, port);
  const requestsFile = path.join(place, 'bench-requests.json');
  const requests = phones.map((phone) => checkRequest(port, firm.liveKey, phone));
  writeFileSync(requestsFile, JSON.stringify({ requests }));
  const server = path.join(programs, 'bench-server.js');
  const ours = await runServer([server], env, port);
  const answerFile = path.join(place, 'bench-answer.json');
  writeFileSync(answerFile, JSON.stringify(await checkAnswer(port, firm.liveKey, phones[0] ?? '')));
  const nullPort = await freePort();
  const reference = await runServer(
    [path.join(programs, 'bench-null-server.js'), String(nullPort), answerFile],
    env,
    nullPort,
  );
  const loading = { programs, requestsFile, connections, seconds: secondsEach, postmaster };

  // Until the compiler has seen both at work, pairs measure the compiler.
  await load(reference, { ...loading, seconds: 2 });
  await load(ours, { ...loading, seconds: 4 });
  const rounds: Round[] = [];
  for (let i = 0; i < pairs; i += 1) {
    const nothing = await load(reference, loading);
    const checks = await load(ours, loading);
    const round = { nothing, checks, ratio: checks.perSecond / nothing.perSecond };
    rounds.push(round);
    console.log(line(`pair ${String(i + 1)}`, round));
  }
  const top = median(rounds.map((r) => r.checks.perSecond));
  const halves: { nothing: Load; checks: Load }[] = [];
  for (let i = 0; i < 3; i += 1) {
    const rate = { ...loading, rate: top / 2 };
    halves.push({ nothing: await load(reference, rate), checks: await load(ours, rate) });
  }
  await reference.stop();
  await ours.stop();
  const ratio = median(rounds.map((r) => r.ratio));
  const nullMs = median(halves.map((h) => h.nothing.p99Ms));
  const ms = median(halves.map((h) => h.checks.p99Ms));
  report(
    figuresFile,
    'checks',
    [
      {
        what: `checks/s (${top.toFixed(0)}) to the null server's answers/s (${median(rounds.map((r) => r.nothing.perSecond)).toFixed(0)})`,
        figure: ratio.toFixed(2),
        goal: `>= ${String(goal)}`,
        met: ratio >= goal,
      },
      {
        what: `p99 of a check at half its top rate (null server ${nullMs.toFixed(1)} ms)`,
        figure: `${ms.toFixed(1)} ms`,
        goal: `<= ${Math.max(slowestMsMax, slowestTimes * nullMs).toFixed(1)} ms`,
        met: ms <= Math.max(slowestMsMax, slowestTimes * nullMs),
      },
    ],
    {
      contacts,
      connections,
      database: 'throw-away cluster, fsync off: a check only reads',
      rounds,
      halves,
    },
  );
  if (process.argv.includes('--profile')) {
    console.log('\nWhere the time of our process goes (CPU profile under the same load):');
    for (const text of await profile(server, env, loading)) console.log(`  ${text}`);
  }
}

interface Round {
  readonly nothing: Load;
  readonly checks: Load;
  readonly ratio: number;
}

async function profile(server: string, env: NodeJS.ProcessEnv, loading: Loading): Promise<string[]> {
  const folder = path.join(place, 'bench-profile');
  const port = Number(env['PORT']);
  const watched = await runServer(['--cpu-prof', `--cpu-prof-dir=${folder}`, server], env, port);
  await load(watched, { ...loading, seconds: 1 });
  const from = process.hrtime.bigint();
  await load(watched, { ...loading, seconds: 6 });
  const to = process.hrtime.bigint();
  await watched.stop();
  return profileSummary(folder, { from: Number(from / 1_000n), to: Number(to / 1_000n) });
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
