import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { closePools } from '#db/client.ts';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import { cases } from '#tests/support/dose.ts';
import { leaseOff } from '#tests/support/lease-off.ts';
import { aFirm, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ownCluster, ownKeys, pointTo, type OwnCluster } from './cluster.ts';
import { installFaults, removeFaults } from './fault-plan.ts';
import { endProcesses, send, startProcess } from './processes.ts';
import { aProxy } from './proxy.ts';
import { Writers, type Acts } from './writers.ts';

const keys = ownKeys();
let cluster: OwnCluster;
let firms: Firm[] = [];

beforeAll(async () => {
  leaseOff();
  cluster = await ownCluster();
  pointTo(cluster.appUrl, keys);
});
beforeEach(async () => {
  firms = [await aFirm(), await aFirm(), await aFirm(), await aFirm()];
});
afterEach(removeFaults);
afterAll(async () => {
  await endProcesses();
  await cluster.remove();
});

const where = (firm: Firm) => ({ businessSlug: firm.slug, pageSlug: firm.pageSlug });
const here: Acts = {
  answer: async (firm, form) => receiptOf(await answerQuestion(where(firm), form)),
  withdraw: async (receipt) => {
    if (!(await withdrawByReceipt(receipt, 'all'))) throw new Error('no such receipt');
  },
};

/** Until so many more acts were acknowledged: the machine may be slow, so not by the clock. */
async function untilMore(writers: Writers, more: number): Promise<void> {
  const wanted = writers.acknowledged + more;
  await expect.poll(() => writers.acknowledged, { timeout: 60_000, interval: 10 }).toBeGreaterThan(wanted);
}

async function nothingLost(name: string, writers: Writers, rounds: number): Promise<void> {
  await writers.stop();
  removeFaults();
  const tally = await writers.compare(cluster);
  process.stdout.write(`${name}: ${String(rounds)} rounds, ${JSON.stringify(tally)}\n`);
  expect(tally).toMatchObject({ lost: 0, duplicates: 0 });
  for (const firm of firms) expect(await auditBusiness(firm.businessId)).toEqual([]);
}

test('kill -9 of the database under 16 writers: what was acknowledged is there, each form once, and no restart of ours is needed', async () => {
  const rounds = cases({ short: 5, long: 50 });
  const writers = new Writers(here, firms);
  writers.start();
  for (let round = 0; round < rounds; round += 1) {
    await untilMore(writers, 150);
    await cluster.kill();
    await cluster.start();
  }
  await untilMore(writers, 50);
  await nothingLost('database killed', writers, rounds);
});

test('backends ended at random, every fault point stumbling: the same', async () => {
  const rounds = cases({ short: 5, long: 200 });
  const writers = new Writers(here, firms);
  installFaults(
    'before-leaf=throw:2 before-job=throw:2 after-receipt=throw:2 before-commit=throw:2 after-commit-before-reply=throw:5',
  );
  writers.start();
  for (let round = 0; round < rounds; round += 1) {
    await untilMore(writers, 20);
    await cluster.run(
      `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'jawort_login' order by random() limit 5`,
    );
    await cluster.run(
      `select pg_cancel_backend(pid) from pg_stat_activity where usename = 'jawort_login' and state = 'active' order by random() limit 5`,
    );
  }
  await nothingLost('backends ended', writers, rounds);
});

test('the wire to the database cut, and replies swallowed after the question arrived: the same', async () => {
  const rounds = cases({ short: 5, long: 200 });
  const proxy = await aProxy(cluster.port);
  await closeQueue();
  await closePools();
  pointTo(cluster.appUrl.replace(`:${String(cluster.port)}/`, `:${String(proxy.port)}/`), keys);
  const writers = new Writers(here, firms);
  writers.start();
  for (let round = 0; round < rounds; round += 1) {
    await untilMore(writers, 20);
    if (round % 2 === 0) proxy.cut();
    else {
      proxy.swallowReplies(true);
      await sleep(30);
      proxy.swallowReplies(false);
    }
  }
  await nothingLost('wire cut', writers, rounds);
  await closeQueue();
  await closePools();
  proxy.close();
  pointTo(cluster.appUrl, keys);
});

test('kill -9 of the app at any point, also between commit and reply: the form sent again is one answer', async () => {
  const rounds = cases({ short: 1, long: 30 });
  const env = {
    DATABASE_URL: cluster.appUrl,
    JAWORT_MASTER_KEY: keys.masterKey.toString('hex'),
    AUTH_SECRET: keys.authSecret,
    RESEND_API_KEY: 'none',
    MAIL_FROM: 'test@example.de',
    JAWORT_FAULTS: 'after-commit-before-reply=exit:1 before-commit=exit:1',
  };
  let app = await startProcess(env);
  const post = async (body: unknown): Promise<unknown> => {
    const reply = await send(app.port, { path: '/act', body });
    if (reply === 'unknown' || reply.status !== 200) throw new Error('nobody knows');
    return reply.json;
  };
  const there: Acts = {
    answer: async (firm: Firm, form: AnswerForm) => {
      const { receiptToken } = (await post({ ...where(firm), form })) as { receiptToken?: string };
      if (receiptToken === undefined) throw new Error('not recorded');
      return receiptToken;
    },
    withdraw: async (receipt) => void (await post({ withdraw: receipt })),
  };
  const writers = new Writers(there, firms);
  writers.start();
  for (let round = 0; round < rounds; round += 1) {
    await app.ended;
    app = await startProcess(round === rounds - 1 ? { ...env, JAWORT_FAULTS: '' } : env);
  }
  await untilMore(writers, 50);
  app.signal('SIGKILL');
  await app.ended;
  app = await startProcess({ ...env, JAWORT_FAULTS: '' });
  await nothingLost('app killed', writers, rounds + 1);
});
