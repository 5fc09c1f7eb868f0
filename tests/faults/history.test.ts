import { randomInt } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { config } from '#lib/config.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases, dose } from '#tests/support/dose.ts';
import { blindViolations, violations, type Operation } from './history-checker.ts';
import { playHistory, type Played } from './history.ts';
import { endProcesses } from './processes.ts';

const database = useDatabase();
afterAll(endProcesses);

const seeds = cases({ short: 3, long: 100 });
const mutantSeeds = cases({ short: 1, long: 10 });
/** 64 people × 128 operations. */
const operations = 8_192;
const firstSeed = randomInt(2 ** 30);

/** Each point stumbles now and then: a wait shifts what meets what, a throw is an act that was not done or not told. */
const faults =
  'during-coalescing=wait:10 before-leaf=wait:5 before-job=throw:1 after-receipt=throw:1 before-commit=wait:5 after-commit-before-reply=throw:2';

function environment(more: Record<string, string> = {}): Record<string, string> {
  const { masterKey, authSecret } = config();
  return {
    DATABASE_URL: database.appUrl,
    JAWORT_MASTER_KEY: Buffer.from(masterKey).toString('hex'),
    AUTH_SECRET: authSecret,
    CHECK_RATE_PER_KEY: '1000000',
    RESEND_API_KEY: 'none', // no mail leaves here: there are no workers
    MAIL_FROM: 'test@example.de',
    ...more,
  };
}

const play = (seed: number, count: number, more: Record<string, string>): Promise<Played> =>
  playHistory({
    seed,
    env: environment(more),
    superUrl: database.superUrl,
    operations: count,
    nemesis: more['MUTANT'] === undefined ? ['SIGSTOP', 'SIGKILL'] : [],
  });

describe('no yes after an acknowledged withdrawal: 8 clients, 64 people, two processes on one database', () => {
  for (let i = 0; i < seeds; i += 1) {
    const seed = firstSeed + i;
    test(`seed ${String(seed)}: one process halted, one killed, every fault point on; history is linear, nothing is lost`, async () => {
      const played = await play(seed, operations, { JAWORT_FAULTS: faults });
      report(seed, played);
      expect(violations(played.operations).slice(0, 3)).toEqual([]);
      expect(blindViolations(played.seen).slice(0, 3)).toEqual([]);
      expect(played.lost).toBe(0);
      expect(played.operations.filter((o) => o.allowed).length).toBeGreaterThan(100);
      expect(played.acknowledged).toBeGreaterThan(200);
      expect(await auditBusiness(played.firm.businessId)).toEqual([]);
    });
  }
});

describe('the checkers find what they are there for', () => {
  for (const mutant of ['stale-cache', 'ack-before-commit'])
    test(`a process with ${mutant} is found, by versions and by the promise alone`, async () => {
      const found = { versions: 0, blind: 0 };
      for (let i = 0; i < mutantSeeds; i += 1) {
        const played = await play(firstSeed + i, dose === 'long' ? operations : 3_072, { MUTANT: mutant });
        if (violations(played.operations).length > 0) found.versions += 1;
        if (blindViolations(played.seen).length > 0) found.blind += 1;
      }
      process.stdout.write(
        `mutant ${mutant}: found by versions in ${String(found.versions)}, blind in ${String(found.blind)} of ${String(mutantSeeds)} histories\n`,
      );
      expect(found.versions).toBe(mutantSeeds);
      expect(found.blind).toBeGreaterThan(0);
    });

  const op = (f: Operation['f'], at: readonly [number, number], ver: number, allowed = false): Operation => ({
    f,
    person: 'a',
    invoked: at[0],
    returned: at[1],
    ver,
    allowed,
  });
  const granted = op('grant', [0, 1], 1);
  const withdrawn = op('withdraw', [2, 3], 2);
  test.each<[string, Operation[], string[]]>([
    ['a check that overlaps the withdrawal may see either', [op('check', [2.5, 5], 1, true)], []],
    ['one that began after it may not', [op('check', [4, 5], 1, true)], ['order', 'blind']],
    ['an answer that does not fit what it had seen', [op('check', [4, 5], 2, true)], ['value', 'blind']],
    [
      'a younger answer before an older one',
      [op('check', [2.1, 2.2], 2), op('check', [2.3, 2.4], 1, true)],
      ['order'],
    ],
    ['an answer from a write that had not begun', [op('check', [1.2, 1.3], 2)], ['future', 'order']],
  ])('by hand: %s', (_, more, rules) => {
    const all = [granted, withdrawn, ...more];
    expect([...violations(all), ...blindViolations(all)].map((v) => v.rule)).toEqual(rules);
  });
});

function report(
  seed: number,
  { operations: all, acknowledged, unknown, unknownDone, lost, refusedChecks }: Played,
) {
  process.stdout.write(
    `seed ${String(seed)}: ${String(all.length)} operations, ${String(acknowledged)} writes acknowledged, ${String(unknown)} unknown (${String(unknownDone)} done), ${String(refusedChecks)} checks refused, ${String(lost)} lost\n`,
  );
}
