import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { liftKeyLimit } from './key-limit.ts';
import { laneMount, nextMount, post, type Answer } from './mounts.ts';

useDatabase();

const question = (phone: string) => ({ contact: { phone }, channel: 'whatsapp', purpose: 'order' });

describe('no answer is older than its question', () => {
  test('after a withdrawal is acknowledged no check says yes, on either mount, however busy the line is', async () => {
    liftKeyLimit();
    const firm = await aFirm();
    const lane = await laneMount();
    const next = nextMount();
    for (let round = 0; round < 5; round += 1) {
      const phone = aPhone();
      const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
      const ask = (i: number): Promise<Answer> =>
        (i % 2 === 0 ? lane : next).send(post('/api/v1/checks', firm.liveKey, question(phone)));
      // Statements are under way all the time while the withdrawal is written.
      let stop = false;
      const before: unknown[] = [];
      const busy = Array.from({ length: 8 }, async (_, i) => {
        while (!stop) {
          before.push((await ask(i)).json);
          // A cache would answer without ever leaving the turn, and the test would hang instead of failing.
          await nextTurn();
        }
      });
      while (before.length < 8) await new Promise((resolve) => setTimeout(resolve, 5));
      await withdrawByReceipt(token, 'all');
      const after = await Promise.all(Array.from({ length: 32 }, (_, i) => ask(i)));
      stop = true;
      await Promise.all(busy);
      expect(before[0]).toMatchObject({ allowed: true });
      for (const answer of after)
        expect(answer).toMatchObject({ status: 200, json: { allowed: false, reason: 'withdrawn' } });
    }
    await lane.close();
  });
});
