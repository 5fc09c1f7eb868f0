import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { leaseOff } from '#tests/support/lease-off.ts';
import { aFirm, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ownCluster, ownKeys, pointTo, type OwnCluster } from './cluster.ts';
import { Writers } from './writers.ts';

/** strace answers system calls of a running process with errors, where it is installed and may attach. */
const canInject =
  spawnSync('strace', ['-o', '/dev/null', '-e', 'inject=fsync:error=EIO', 'true']).status === 0;
if (!canInject) process.stdout.write('disk faults: skipped, strace is not here or may not attach\n');

let cluster: OwnCluster;
let firms: Firm[] = [];
beforeAll(async () => {
  leaseOff();
  cluster = await ownCluster();
  pointTo(cluster.appUrl, ownKeys());
  firms = [await aFirm(), await aFirm()];
});
afterAll(() => cluster.remove());

test.skipIf(!canInject)(
  'the disk fails under 16 writers, when the log of the database is written (ENOSPC) and when it is synced (EIO): what was acknowledged is there',
  async () => {
    const writers = new Writers(
      {
        answer: async (firm, form) => {
          const at = { businessSlug: firm.slug, pageSlug: firm.pageSlug };
          return receiptOf(await answerQuestion(at, form));
        },
        withdraw: async (receipt) => {
          if (!(await withdrawByReceipt(receipt, 'all'))) throw new Error('no such receipt');
        },
      },
      firms,
    );
    writers.start();
    for (const fault of ['fdatasync:error=EIO', 'pwrite64:error=ENOSPC']) {
      const before = writers.acknowledged;
      await expect.poll(() => writers.acknowledged, { timeout: 60_000 }).toBeGreaterThan(before + 50);
      const backends = await cluster.run(
        `select pid from pg_stat_activity where application_name = 'jawort-tx'`,
      );
      // The first that is told so ends with a panic and the server begins anew by itself: the tracer has nobody left.
      const pids = backends.flatMap(({ pid }) => ['-p', String(pid)]);
      const tracer = spawn('strace', [...pids, '-o', '/dev/null', '-e', `inject=${fault}`], {
        stdio: 'ignore',
      });
      await once(tracer, 'exit');
    }
    const before = writers.acknowledged;
    await expect.poll(() => writers.acknowledged, { timeout: 60_000 }).toBeGreaterThan(before + 50);
    await writers.stop();
    const tally = await writers.compare(cluster);
    process.stdout.write(`disk failed: ENOSPC, EIO, ${JSON.stringify(tally)}\n`);
    expect(tally).toMatchObject({ lost: 0, duplicates: 0 });
    expect(tally.unknown).toBeGreaterThan(0);
    for (const firm of firms) expect(await auditBusiness(firm.businessId)).toEqual([]);
  },
);
