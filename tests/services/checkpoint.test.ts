import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { config } from '#lib/config.ts';
import { originOf, parseNote, verifyNote } from '#lib/domain/ledger/checkpoint.ts';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { startJobs } from '#lib/jobs/queue.ts';
import { signCheckpoint } from '#lib/services/ledger/checkpoint.ts';
import { listLogKeys } from '#lib/services/log-key/list.ts';
import { rotateLogKey } from '#lib/services/log-key/rotate.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';

const database = useDatabase();
let sql: postgres.Sql;
let firm: Firm;
beforeAll(async () => {
  sql = postgres(database.superUrl, { max: 2, onnotice: () => undefined });
  firm = await aFirm();
});
afterAll(() => sql.end());

const keysFor = async (of: Firm) => ({
  origin: originOf(config().appUrl, of.businessId),
  publicKeys: (await listLogKeys()).map((k) => k.publicKey),
});
const act = async (of: Firm = firm) => receiptOf(await answerInvitation(of, aPhone(), { item: ['order'] }));

describe('checkpoints', () => {
  test('the key is made at the first use, once, also when many sign at the same moment', async () => {
    expect(await listLogKeys()).toEqual([]);
    const firms = await Promise.all([aFirm(), aFirm(), aFirm(), aFirm()]);
    await Promise.all(firms.map((f) => signCheckpoint(f.businessId)));
    expect((await listLogKeys()).map((k) => k.retiredAt)).toEqual([null]);
  });

  test('say how far the log has come, and verify by the published keys', async () => {
    await act();
    const stored = await signCheckpoint(firm.businessId);
    const [head] = await sql<
      { size: string }[]
    >`select size from log_head where business_id = ${firm.businessId}`;
    const said = verifyNote(stored?.note ?? '', await keysFor(firm));
    expect(said).toMatchObject({ size: Number(head?.size), root: stored?.root });
  });

  test('without news nothing is signed again', async () => {
    const first = await signCheckpoint(firm.businessId);
    expect(await signCheckpoint(firm.businessId)).toEqual(first);
    expect(await Promise.all([1, 2, 3].map(() => signCheckpoint(firm.businessId)))).toEqual([
      first,
      first,
      first,
    ]);
  });

  test('after a rotation another key signs, and what the old one signed still verifies', async () => {
    const before = await signCheckpoint(firm.businessId);
    const id = await rotateLogKey();
    await act();
    const after = await signCheckpoint(firm.businessId);
    const keys = await keysFor(firm);
    expect(verifyNote(before?.note ?? '', keys)).not.toBeNull();
    expect(verifyNote(after?.note ?? '', keys)).not.toBeNull();
    const [old, now] = await listLogKeys();
    expect([old?.retiredAt === null, now?.retiredAt, now?.keyId]).toEqual([false, null, id]);
    const only = (publicKey: Buffer | undefined) => ({ ...keys, publicKeys: publicKey ? [publicKey] : [] });
    expect(verifyNote(after?.note ?? '', only(old?.publicKey))).toBeNull();
    expect(verifyNote(before?.note ?? '', only(now?.publicKey))).toBeNull();
  });

  test('a thief of the database cannot sign: the private half is sealed, and not by the firm’s key', async () => {
    const [row] = await sql<{ sealed: Buffer; public: Buffer }[]>`
      select sealed_private as sealed, public_key as public from log_key where retired_at is null`;
    expect(row?.sealed.length).toBe(1 + 12 + 32 + 16);
    expect(row?.sealed.includes(row.public)).toBe(false);
  });

  test('are never changed or removed, not even by their owner', async () => {
    for (const statement of [
      'update checkpoint set root = root',
      'delete from checkpoint',
      'truncate checkpoint',
    ])
      await expect(sql.unsafe(statement)).rejects.toMatchObject({ code: '23000' });
  });

  test('one job a firm waits to sign, however many acts there were', async () => {
    await act();
    await act();
    const waiting = await sql`select start_after - created_on as wait from pgboss.job
      where name = 'sign-checkpoint' and state = 'created' and data->>'businessId' = ${firm.businessId}`;
    expect(waiting.length).toBe(1);
  });

  test('the job signs all that happened until it ran', async () => {
    await act();
    await sql`update pgboss.job set start_after = now() where name = 'sign-checkpoint'`;
    const [head] = await sql<
      { size: string }[]
    >`select size from log_head where business_id = ${firm.businessId}`;
    await startJobs();
    await expect
      .poll(
        async () => {
          const [row] = await sql<{ note: string }[]>`
            select note from checkpoint where business_id = ${firm.businessId} order by size desc limit 1`;
          return parseNote(row?.note ?? '')?.checkpoint.size;
        },
        { timeout: 15_000 },
      )
      .toBe(Number(head?.size));
    await closeQueue();
  });
});
