import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { closePools } from '#db/client.ts';
import { checkAnswer, checkRequest, serverEnv } from './check-requests.ts';
import { median, report } from './figures.ts';
import { load, type Load } from './loading.ts';
import { benchScene, largerCopy, type BenchScene } from './scene.ts';
import { freePort, runServer } from './servers.ts';

/*
 * The rate of checks where a firm has 1,000,000 contacts beside that where it has 10,000: two servers on two databases of
 * one cluster, asked the same questions in turn. Arguments: folder of the bundled programs, file for the figures.
 */
const [programs = '', figuresFile = ''] = process.argv.slice(2);
const goal = 0.9;
const pairs = 5;
const secondsEach = 2;
const few = 10_000;
const many = 1_000_000;
/** So many of them are asked about, in turn: as many as a busy day's messages go to. */
const askedAbout = 2_000;

const place = path.dirname(figuresFile);
mkdirSync(place, { recursive: true });
const scene = await benchScene(few);
const postmaster = Number(
  readFileSync(path.join(scene.cluster.dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
);
try {
  await closeQueue();
  await closePools();
  const startedAt = performance.now();
  const largeUrl = await largerCopy(scene, many);
  console.log(`${String(many)} contacts made in ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  await measure(scene, largeUrl);
} finally {
  await scene.cluster.stop();
}
process.exit();

async function measure(small: BenchScene, largeUrl: string): Promise<void> {
  const server = path.join(programs, 'bench-server.js');
  const smallPort = await freePort();
  const ofFew = await runServer([server], serverEnv(small, smallPort), smallPort);
  const largePort = await freePort();
  const largeEnv = { ...serverEnv(small, largePort), DATABASE_URL: largeUrl };
  const ofMany = await runServer([server], largeEnv, largePort);
  const { liveKey } = small.firm;
  const [somebody = ''] = small.phones;
  await checkAnswer(smallPort, liveKey, somebody);
  await checkAnswer(largePort, liveKey, somebody);

  const requestsFile = path.join(place, 'bench-requests.json');
  const asked = small.phones.filter((_, i) => i % (few / askedAbout) === 0);
  const requests = asked.map((phone) => checkRequest(smallPort, liveKey, phone));
  writeFileSync(requestsFile, JSON.stringify({ requests }));
  const loading = { programs, requestsFile, seconds: secondsEach, postmaster };
  await load(ofFew, { ...loading, seconds: 3 });
  await load(ofMany, { ...loading, seconds: 3 });
  const rounds: { few: Load; many: Load }[] = [];
  for (let i = 0; i < pairs; i += 1) {
    const round = { few: await load(ofFew, loading), many: await load(ofMany, loading) };
    rounds.push(round);
    console.log(
      `pair ${String(i + 1)}: ${figure(round.few)} | ${figure(round.many)} | ratio ${(round.many.perSecond / round.few.perSecond).toFixed(2)}`,
    );
  }
  await ofFew.stop();
  await ofMany.stop();
  const ratio = median(rounds.map((r) => r.many.perSecond / r.few.perSecond));
  const rate = (of: 'few' | 'many') => median(rounds.map((r) => r[of].perSecond)).toFixed(0);
  report(
    figuresFile,
    'sizes',
    [
      {
        what: `checks/s at ${String(many)} contacts (${rate('many')}) to ${String(few)} (${rate('few')})`,
        figure: ratio.toFixed(2),
        goal: `>= ${String(goal)}`,
        met: ratio >= goal,
      },
    ],
    { few, many, askedAbout, rounds },
  );
}

function figure({ perSecond, serverMicrosEach, databaseMicrosEach }: Load): string {
  const micros =
    serverMicrosEach === null || databaseMicrosEach === null
      ? ''
      : ` (${serverMicrosEach.toFixed(1)} + database ${databaseMicrosEach.toFixed(1)} µs of CPU each)`;
  return `${perSecond.toFixed(0)}/s${micros}`;
}
