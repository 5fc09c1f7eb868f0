import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Checkpoint } from '#lib/domain/ledger/checkpoint.ts';
import { parseNote } from '#lib/domain/ledger/checkpoint.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { signCheckpoint } from '#lib/services/ledger/checkpoint.ts';
import { verifyLog } from '#lib/services/ledger/verify.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { crimes, keepCopy, putBack } from './tampering.ts';

const database = useDatabase();
let sql: postgres.Sql;
let firm: Firm;
let other: Firm;
/** Kept outside: what a mail to the owner would hold. */
let outside: Checkpoint | null = null;

beforeAll(async () => {
  // `replica` switches triggers and foreign keys off: nothing in the database stands in this one's way.
  const connection = { session_replication_role: 'replica' };
  sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined, connection });
  [firm, other] = [await aFirm(), await aFirm()];
  for (const [of, count] of [
    [firm, 4],
    [other, 3],
  ] as const)
    for (let i = 0; i < count; i += 1) receiptOf(await answerInvitation(of, aPhone(), { item: ['order'] }));
  await signCheckpoint(other.businessId);
  outside = parseNote((await signCheckpoint(firm.businessId))?.note ?? '')?.checkpoint ?? null;
  await keepCopy(sql, firm.businessId);
});
afterAll(() => sql.end());

/** Everything an auditor would look at, with what was kept outside in hand. */
async function findings(): Promise<string[]> {
  const log = await verifyLog(firm.businessId, outside);
  const state = await auditBusiness(firm.businessId).catch(() => [{ kind: 'unreadable', where: '' }]);
  return [...log, ...state].map((f) => `${f.kind} ${f.where}`);
}

const listed = crimes({
  answer: 2,
  other: () => other.businessId,
  resign: () => signCheckpoint(firm.businessId),
});

describe('whoever may change every row of the database cannot change history unnoticed', () => {
  test('an honest log is not accused, nor one that has grown since', async () => {
    expect(outside?.size).toBeGreaterThan(8);
    expect(await findings()).toEqual([]);
    const before = parseNote((await signCheckpoint(other.businessId))?.note ?? '')?.checkpoint ?? null;
    receiptOf(await answerInvitation(other, aPhone(), { item: ['order'] }));
    expect(before).not.toBeNull();
    expect(await verifyLog(other.businessId, before)).toEqual([]);
  });

  test(`${String(listed.length)} kinds of tampering are told apart by their names`, () => {
    expect(new Set(listed.map((c) => c.name)).size).toBe(listed.length);
    expect(listed.length).toBeGreaterThanOrEqual(12);
  });

  test.for(listed)('$name: found', async ({ commit }) => {
    await commit(sql, firm.businessId);
    const found = await findings();
    await putBack(sql, firm.businessId);
    expect(found).not.toEqual([]);
    expect(await findings()).toEqual([]);
  });

  test('what was rewritten and signed with care is found by the outside checkpoint, and by nothing else', async () => {
    const careful = listed.find((c) => c.name.includes('stolen key'));
    await careful?.commit(sql, firm.businessId);
    expect(await verifyLog(firm.businessId, null)).toEqual([]);
    expect(await verifyLog(firm.businessId, outside)).toEqual([
      { kind: 'outside_differs', where: String(outside?.size) },
    ]);
    await putBack(sql, firm.businessId);
  });
});

describe('the signer', () => {
  const signing: [string, string, string][] = [
    ['a log that shrank', 'the last entry removed, as if a backup had been put back', 'log_shrank'],
    ['a log that was rewritten', 'a leaf edited, everything computed anew', 'log_changed'],
    ['a checkpoint that is not ours', 'a checkpoint’s note changed', 'checkpoint_forged'],
    ['a checkpoint of another firm', 'another firm’s checkpoint shown for this one', 'checkpoint_forged'],
  ];
  test.for(signing)('does not sign after %s', async ([, name, code]) => {
    const kept = await sql`select * from checkpoint where business_id = ${firm.businessId}`;
    await listed.find((c) => c.name === name)?.commit(sql, firm.businessId);
    if (code === 'log_shrank') await sql`insert into checkpoint ${sql(kept[0] ?? {})}`;
    await expect(signCheckpoint(firm.businessId)).rejects.toMatchObject({ code });
    await putBack(sql, firm.businessId);
  });

  test('does not sign growth over changed nodes', async () => {
    receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
    await sql`update log_node set hash = sha256(hash) where business_id = ${firm.businessId}`;
    await expect(signCheckpoint(firm.businessId)).rejects.toMatchObject({ code: 'log_not_consistent' });
    await putBack(sql, firm.businessId);
  });
});
