import { beforeAll, describe, expect, test } from 'vitest';
import { settleAllNoes } from '#lib/services/consent/settle.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import type { Firm as OpenFirm } from '#lib/services/page/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { mannWhitneyP, median } from '#tests/support/mann-whitney.ts';
import { aFirm, answerPage, receiptOf } from '#tests/support/scene.ts';

useDatabase();

const people = 40;
const sampleSize = 1_000;
const known = Array.from({ length: people }, (_, i) => `k${String(i)}@example.de`);
const unknown = Array.from({ length: people }, (_, i) => `u${String(i)}@example.de`);
let firm: OpenFirm;

beforeAll(async () => {
  const made = await aFirm();
  for (const email of known) receiptOf(await answerPage(made, { item: ['advertising_email'], email }));
  const opened = await openWithdrawPage(made.slug, made.pageSlug);
  if (!opened) throw new Error('no page');
  firm = opened;
  // Both ways once, so that nothing is made for the first time while it is measured.
  for (const value of [...known, ...unknown]) await timed(value);
}, 60_000);

async function timed(value: string): Promise<number> {
  const startedAt = performance.now();
  await withdrawPublicly(firm, { kind: 'email', value }, { beyond: false, peak: false });
  return performance.now() - startedAt;
}

async function sample(): Promise<{ known: number[]; unknown: number[] }> {
  const times: { known: number[]; unknown: number[] } = { known: [], unknown: [] };
  for (let i = 0; i < sampleSize; i += 1) {
    const pair = [
      ['known', known[i % people]],
      ['unknown', unknown[i % people]],
    ] as const;
    for (const [which, value] of i % 2 === 0 ? pair : pair.toReversed())
      times[which].push(await timed(value ?? ''));
  }
  return times;
}

describe('a withdrawal without a link takes as long for a known address as for any other', () => {
  test(
    'three samples, printed: all of them would have to differ for this to fail',
    { timeout: 300_000 },
    async () => {
      const told: boolean[] = [];
      for (let round = 1; round <= 3; round += 1) {
        const times = await sample();
        const p = mannWhitneyP(times.known, times.unknown);
        const [a, b] = [median(times.known), median(times.unknown)];
        const figures = `known ${a.toFixed(2)} ms, unknown ${b.toFixed(2)} ms, p ${p.toFixed(3)}`;
        console.log(`withdraw without a link, ${String(sampleSize)} each: ${figures}`);
        told.push(p < 0.001 && Math.abs(a - b) > 1);
        await settleAllNoes(firm.businessId);
      }
      expect(told).not.toEqual([true, true, true]);
    },
  );

  test('the measure itself tells two that differ apart, and not two that are the same', () => {
    const steady = Array.from({ length: sampleSize }, (_, i) => 4 + (i % 17) / 10);
    expect(
      mannWhitneyP(
        steady,
        steady.map((t) => t + 1.2),
      ),
    ).toBeLessThan(0.001);
    expect(mannWhitneyP(steady, steady.toReversed())).toBeGreaterThan(0.9);
  });
});
