import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPool } from '#db/client.ts';
import { config } from '#lib/config.ts';
import { forget, once } from '#lib/once.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { liftKeyLimit } from './key-limit.ts';
import { laneMount, post, type Mount } from './mounts.ts';

const database = useDatabase();
let lane: Mount;
let firm: Firm;
let refused = '';
const unknown = aPhone();
beforeAll(async () => {
  lane = await laneMount();
  firm = await aFirm();
  refused = aPhone();
  receiptOf(await answerInvitation(firm, refused, { choice: 'refuse' }));
});
afterAll(() => lane.close());

const question = (phone: string) =>
  post('/api/v1/checks', firm.liveKey, { contact: { phone }, channel: 'whatsapp', purpose: 'order' });

describe('known and unknown contacts cost the same', () => {
  test('one statement each, the same one', async () => {
    const statements: string[] = [];
    await lane.send(question(refused));
    await readPool().end({ timeout: 1 });
    forget('pool.read');
    once('pool.read', () =>
      postgres(database.appUrl, {
        max: 4,
        connection: { role: 'jawort_check', application_name: config().role },
        fetch_types: false,
        debug: (_connection, statement) => void statements.push(statement),
      }),
    );
    const seen: string[][] = [];
    for (const phone of [refused, unknown]) {
      statements.length = 0;
      expect((await lane.send(question(phone))).status).toBe(200);
      seen.push([...statements]);
    }
    expect(seen[0]).toHaveLength(1);
    expect(seen[1]).toEqual(seen[0]);
    await readPool().end({ timeout: 1 });
    forget('pool.read');
  });

  test('and about the same time: the medians of 1,500 each, printed, are within a factor of two', async () => {
    liftKeyLimit();
    const times: Record<string, number[]> = { refused: [], unknown: [] };
    for (let i = 0; i < 3_000; i += 1) {
      const [name, phone] = i % 2 === 0 ? ['refused', refused] : ['unknown', unknown];
      const startedAt = performance.now();
      await lane.send(question(phone ?? ''));
      times[name ?? '']?.push(performance.now() - startedAt);
    }
    const [a = 0, b = 0] = Object.values(times).map(
      (all) => all.toSorted((x, y) => x - y)[Math.floor(all.length / 2)] ?? 0,
    );
    console.log(`median of a check: refused ${a.toFixed(2)} ms, unknown ${b.toFixed(2)} ms`);
    expect(Math.max(a, b) / Math.min(a, b)).toBeLessThan(2);
  });
});
