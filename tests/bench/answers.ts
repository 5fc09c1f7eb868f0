import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import postgres from 'postgres';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { completeConfig } from '#lib/config.ts';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { openPage } from '#lib/services/page/open.ts';
import { startTestCluster } from '#db/boot/test-cluster.ts';
import { closePools } from '#db/client.ts';
import { migrate } from '#db/migrate.ts';
import { aFirm, formOf, type Firm } from '#tests/support/scene.ts';
import { median, report } from './figures.ts';
import { familyCpuSeconds } from './servers.ts';

/*
 * Answers recorded a second (contact, key, event, leaf, tree, state, receipt, code and jobs in one transaction that is
 * on the disk) beside a loop of single-row inserts through the same driver, as many clients and connections, in the
 * same cluster. Arguments: folder of the programs (unused), file for the figures.
 */
const [, figuresFile = ''] = process.argv.slice(2);
const pairs = 5;
const millisecondsEach = 2_500;
const businesses = 64;
/** As many as the service's own pool lets act at once. */
const connections = 12;
const goalMany = 0.2;
const goalOne = 0.5;
let nextPhone = 0;

const cluster = await startTestCluster({ durable: true });
await migrate({ adminUrl: cluster.adminUrl, appUrl: cluster.appUrl });
completeConfig({
  databaseUrl: cluster.appUrl,
  databaseAdminUrl: cluster.adminUrl,
  masterKey: randomBytes(32),
  authSecret: randomBytes(32).toString('base64'),
});
const postmaster = Number(
  readFileSync(path.join(cluster.dir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0],
);
const url = new URL(cluster.superUrl);
url.pathname = new URL(cluster.appUrl).pathname;
const rows = postgres(url.href, { max: connections, onnotice: () => undefined });
try {
  await measure();
} finally {
  await rows.end();
  await closeQueue();
  await closePools();
  await cluster.stop();
}
process.exit();

async function measure(): Promise<void> {
  await rows`create table public.bench_row (id uuid primary key, firm uuid not null, body text not null, at timestamptz not null default now())`;
  const firms: Firm[] = [];
  for (let i = 0; i < businesses; i += 1) firms.push(await aFirm());
  const [first] = firms;
  if (!first) throw new Error('no firm');

  await pair(firms, 500);
  const many: Pair[] = [];
  const one: Pair[] = [];
  for (let i = 0; i < pairs; i += 1) {
    many.push(await pair(firms, millisecondsEach));
    one.push(await pair([first], millisecondsEach));
    console.log(`pair ${String(i + 1)}: 64 firms ${line(many.at(-1))} | one firm ${line(one.at(-1))}`);
  }
  const ratioMany = median(many.map(ratioOf));
  const ratioOne = median(one.map(ratioOf));
  report(
    figuresFile,
    'answers',
    [
      {
        what: `answers/s over ${String(businesses)} firms (${median(many.map((p) => p.answers)).toFixed(0)}) to inserts/s (${median(many.map((p) => p.inserts)).toFixed(0)})`,
        figure: ratioMany.toFixed(2),
        goal: `>= ${String(goalMany)}`,
        met: ratioMany >= goalMany,
      },
      {
        what: `answers/s of one firm (${median(one.map((p) => p.answers)).toFixed(0)}) to inserts/s of one client (${median(one.map((p) => p.inserts)).toFixed(0)})`,
        figure: ratioOne.toFixed(2),
        goal: `>= ${String(goalOne)}`,
        met: ratioOne >= goalOne,
      },
    ],
    { connections, database: 'fsync on, synchronous_commit on', many, one },
  );
}

interface Pair {
  /** A second. */
  readonly inserts: number;
  readonly answers: number;
  /** CPU time for one answer: hardly moves when other programs want the machine too. */
  readonly ourMicrosEach: number;
  readonly databaseMicrosEach: number | null;
}

/** One client a firm: each sends the next when the last has been recorded. */
async function pair(firms: readonly Firm[], milliseconds: number): Promise<Pair> {
  const inserts = await inserting(firms, milliseconds);
  const forms = new Map<Firm, AnswerForm[]>();
  const each = Math.min(2_000, Math.ceil((milliseconds * 3) / firms.length) + 1);
  for (const firm of firms) forms.set(firm, await filledForms(firm, each));
  const cpu = process.cpuUsage();
  const databaseBefore = familyCpuSeconds(postmaster);
  const startedAt = performance.now();
  const answers = await answering(firms, milliseconds, forms);
  const count = (answers * (performance.now() - startedAt)) / 1_000;
  const used = process.cpuUsage(cpu);
  const databaseAfter = familyCpuSeconds(postmaster);
  return {
    inserts,
    answers,
    ourMicrosEach: (used.user + used.system) / count,
    databaseMicrosEach:
      databaseBefore === null || databaseAfter === null
        ? null
        : (1e6 * (databaseAfter - databaseBefore)) / count,
  };
}

async function inserting(firms: readonly Firm[], milliseconds: number): Promise<number> {
  return loops(firms, milliseconds, async ({ businessId }) => {
    await rows`insert into public.bench_row (id, firm, body) values (gen_random_uuid(), ${businessId}, ${'x'.repeat(200)})`;
  });
}

/** The pages were opened before the clock starts: what is measured is the POST's work. */
async function answering(
  firms: readonly Firm[],
  milliseconds: number,
  forms: ReadonlyMap<Firm, AnswerForm[]>,
): Promise<number> {
  return loops(firms, milliseconds, async (firm) => {
    const form = forms.get(firm)?.pop();
    if (!form) throw new Error('the forms of the bench are used up');
    const outcome = await answerQuestion({ businessSlug: firm.slug, pageSlug: firm.pageSlug }, form);
    if (outcome.state !== 'recorded') throw new Error(`an answer was ${outcome.state}`);
  });
}

async function filledForms(firm: Firm, count: number): Promise<AnswerForm[]> {
  const forms: AnswerForm[] = [];
  while (forms.length < count) {
    const question = await openPage(firm.slug, firm.pageSlug);
    if (question.state !== 'open') throw new Error(`page is ${question.state}`);
    nextPhone += 1;
    // Made for this run and gone with it: somebody new each time, which is the most work.
    const phone = `+49176${String(10_000_000 + nextPhone)}`;
    forms.push(formOf(question, { item: ['order'], name: 'Erika Beispiel', phone }));
  }
  return forms;
}

async function loops(
  firms: readonly Firm[],
  milliseconds: number,
  act: (firm: Firm) => Promise<void>,
): Promise<number> {
  const startedAt = performance.now();
  let done = 0;
  await Promise.all(
    firms.map(async (firm) => {
      while (performance.now() - startedAt < milliseconds) {
        await act(firm);
        done += 1;
      }
    }),
  );
  return (1_000 * done) / (performance.now() - startedAt);
}

function ratioOf({ inserts, answers }: Pair): number {
  return answers / inserts;
}

function line(p: Pair | undefined): string {
  return p
    ? `${p.answers.toFixed(0)} to ${p.inserts.toFixed(0)} = ${ratioOf(p).toFixed(2)}, ${(p.ourMicrosEach / 1_000).toFixed(2)} + database ${((p.databaseMicrosEach ?? 0) / 1_000).toFixed(2)} ms of CPU each`
    : '';
}
