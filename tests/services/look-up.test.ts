import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { LookUpQueue } from '#lib/services/check/look-up.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import type { CheckLookup, CheckRow } from '#db/before-business.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { ask } from './asking.ts';

useDatabase();

const question = (n: number): CheckLookup => {
  const id = '01890000-0000-7000-8000-000000000001' as BusinessId;
  return {
    keyBusinessId: id,
    keyHash: Buffer.alloc(32),
    dataBusinessId: id,
    kind: 'phone',
    index: Buffer.from([n]),
    purpose: 'order',
    channel: 'whatsapp',
  };
};

const aRow: CheckRow = JSON.parse('{"keyOk":true,"businessState":"active","identifierId":null,"states":[]}');

/** Answers with what held when its statement was sent: the moment a database would take its snapshot. */
function aRegister() {
  const sent: number[][] = [];
  let value = 0;
  const read = async (batch: readonly CheckLookup[]): Promise<(CheckRow | undefined)[]> => {
    const snapshot = value;
    sent.push(batch.map((q) => q.index[0] ?? -1));
    await sleep(5);
    return batch.map((q) => ({ ...aRow, asOf: snapshot, now: String(q.index[0]) }));
  };
  return { sent, read, write: () => (value += 1) };
}

describe('questions that come together', () => {
  test('go in one statement, and each gets its own answer', async () => {
    const { sent, read } = aRegister();
    const queue = new LookUpQueue(read);
    const rows = await Promise.all([1, 2, 3, 4, 5].map((n) => queue.add(question(n))));
    expect(sent).toEqual([[1, 2, 3, 4, 5]]);
    expect(rows.map((r) => r.now)).toEqual(['1', '2', '3', '4', '5']);
  });

  test('never join a statement that was already sent: no answer is older than its question', async () => {
    const { read, write } = aRegister();
    const queue = new LookUpQueue(read);
    const asked: Promise<void>[] = [];
    for (let i = 0; i < 200; i += 1) {
      const atLeast = write();
      asked.push(
        queue.add(question(i % 250)).then((row) => expect(row.asOf).toBeGreaterThanOrEqual(atLeast)),
      );
      if (i % 3 === 0) await sleep(1);
    }
    await Promise.all(asked);
  });

  test('more than 64 go in more than one', async () => {
    const { sent, read } = aRegister();
    const queue = new LookUpQueue(read);
    await Promise.all(Array.from({ length: 150 }, (_, n) => queue.add(question(n))));
    expect(sent.map((s) => s.length)).toEqual([64, 64, 22]);
  });

  test('fail together when their statement fails, and the next ones are served', async () => {
    let fails = true;
    const { read } = aRegister();
    const queue = new LookUpQueue((batch) => (fails ? Promise.reject(new Error('gone')) : read(batch)));
    const outcomes = await Promise.allSettled([queue.add(question(1)), queue.add(question(2))]);
    expect(outcomes.map((o) => o.status)).toEqual(['rejected', 'rejected']);
    fails = false;
    await expect(queue.add(question(3))).resolves.toMatchObject({ now: '3' });
  });

  test('a question its statement left out is an error and no answer', async () => {
    const queue = new LookUpQueue((batch) => Promise.resolve(batch.map(() => undefined)));
    await expect(queue.add(question(1))).rejects.toThrow();
  });

  test('a statement that never comes back fails after its time and frees the line', async () => {
    let first = true;
    const { read } = aRegister();
    const stuck = (batch: readonly CheckLookup[]) => {
      if (!first) return read(batch);
      first = false;
      return new Promise<never>(() => undefined);
    };
    const queue = new LookUpQueue(stuck, { statementMsMax: 30 });
    await expect(queue.add(question(1))).rejects.toMatchObject({ code: 'statement_late' });
    await expect(queue.add(question(2))).resolves.toMatchObject({ now: '2' });
  });

  test('too long a line is refused at once', async () => {
    const queue = new LookUpQueue(() => new Promise<never>(() => undefined), { statementMsMax: 50 });
    const waiting = Array.from({ length: 5_000 }, (_, n) => queue.add(question(n % 250)));
    await expect(queue.add(question(1))).rejects.toMatchObject({ code: 'overloaded' });
    const outcomes = await Promise.allSettled(waiting.slice(0, 64));
    expect(outcomes.every((o) => o.status === 'rejected')).toBe(true);
    void Promise.allSettled(waiting);
  });
});

test('on the database: a check that begins after a withdrawal was acknowledged never says yes, however many are under way', async () => {
  const firm = await aFirm();
  for (let round = 0; round < 10; round += 1) {
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const state = { over: false };
    let yes = 0;
    const wrong: unknown[] = [];
    const asking = Array.from({ length: 8 }, async () => {
      for (let asked = 0; asked < 5; await nextTurn()) {
        const after = state.over;
        const { allowed } = await ask(firm, phone);
        if (allowed) yes += 1;
        if (allowed && after) wrong.push(round);
        if (after) asked += 1;
      }
    });
    await sleep(10);
    await withdrawByReceipt(token, 'all');
    state.over = true;
    await Promise.all(asking);
    expect(yes).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  }
});
