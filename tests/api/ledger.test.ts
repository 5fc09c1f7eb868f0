import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keyIdOf, parseNote, verifyNote } from '#lib/domain/ledger/checkpoint.ts';
import { verifyConsistency } from '#lib/domain/ledger/consistency.ts';
import { verifyInclusion } from '#lib/domain/ledger/proof.ts';
import { leafHash } from '#lib/domain/ledger/tree.ts';
import { signCheckpoint } from '#lib/services/ledger/checkpoint.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import type { Answer } from './mounts.ts';

const database = useDatabase();
const { ask } = useBothMounts();
let sql: postgres.Sql;
let firm: Firm;
let early: { size: number; root: string };

const get = (path: string, key: string | null = firm.liveKey): Promise<Answer> =>
  ask({ path, headers: key === null ? {} : { authorization: `Bearer ${key}` } });
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

interface Told {
  note: string;
  origin: string;
  size: number;
  root: string;
  leaf: string;
  leaf_hash: string;
  path: string[];
  from_root: string;
  to_root: string;
}
const told = (answer: Answer): Told => answer.json as Told;

beforeAll(async () => {
  sql = postgres(database.superUrl, { max: 1 });
  firm = await aFirm();
  for (let i = 0; i < 3; i += 1) receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
  await signCheckpoint(firm.businessId);
  early = told(await get('/api/v1/ledger/checkpoint'));
  for (let i = 0; i < 2; i += 1) receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
  await signCheckpoint(firm.businessId);
});
afterAll(() => sql.end());

async function publicKeys(): Promise<Buffer[]> {
  const answer = await get('/.well-known/jawort-log-keys', null);
  return (answer.json as { keys: { public_key: string }[] }).keys.map((k) => bytes(k.public_key));
}

describe('GET /api/v1/ledger, on both mounts', () => {
  test('a stranger verifies the checkpoint with the published keys alone', async () => {
    const { origin, note, size, root } = told(await get('/api/v1/ledger/checkpoint'));
    const keys = await publicKeys();
    expect(verifyNote(note, { origin, publicKeys: keys })).toEqual({ origin, size, root: bytes(root) });
    const [line] = parseNote(note)?.signatures ?? [];
    expect(keys.map((k) => keyIdOf(origin, k).toString('hex'))).toContain(line?.keyId.toString('hex'));
  });

  test('every entry is proven to stand in what was signed, and its text is what was hashed', async () => {
    const { size, root } = told(await get('/api/v1/ledger/checkpoint'));
    for (let seq = 0; seq < size; seq += 1) {
      const proof = told(await get(`/api/v1/ledger/inclusion?seq=${String(seq)}`));
      expect(proof.leaf_hash).toBe(leafHash(proof.leaf).toString('base64'));
      const claim = {
        leafHash: leafHash(proof.leaf),
        index: seq,
        size,
        proof: proof.path.map(bytes),
        root: bytes(root),
      };
      expect(verifyInclusion(claim)).toBe(true);
      expect(parseNote(proof.note)?.checkpoint.size).toBe(size);
    }
  });

  test('with a size, the proof is for that log, signed or not', async () => {
    const at = told(await get(`/api/v1/ledger/inclusion?seq=1&size=${String(early.size)}`));
    expect([at.root, parseNote(at.note)?.checkpoint.size]).toEqual([early.root, early.size]);
    const between = await get(`/api/v1/ledger/inclusion?seq=1&size=${String(early.size + 1)}`);
    expect(between.json).toMatchObject({ note: null, size: early.size + 1 });
  });

  test('that the log only grew is shown from every size to every later one', async () => {
    const { size, root } = told(await get('/api/v1/ledger/checkpoint'));
    for (let from = 0; from <= size; from += 1) {
      const shown = told(await get(`/api/v1/ledger/consistency?from=${String(from)}&to=${String(size)}`));
      const claim = {
        firstSize: from,
        firstRoot: bytes(shown.from_root),
        secondSize: size,
        secondRoot: bytes(shown.to_root),
        proof: shown.path.map(bytes),
      };
      expect([verifyConsistency(claim), shown.to_root]).toEqual([true, root]);
      if (from === early.size) expect(shown.from_root).toBe(early.root);
    }
  });

  test('what the log does not hold is not found', async () => {
    for (const query of [
      'inclusion?seq=100000',
      `inclusion?seq=${String(early.size)}&size=${String(early.size)}`,
      'inclusion?seq=0&size=100000',
      'inclusion?seq=0&size=0',
      'consistency?from=0&to=100000',
      'consistency?from=3&to=2',
    ])
      expect(await get(`/api/v1/ledger/${query}`), query).toMatchObject({
        status: 404,
        json: { code: 'ledger_out_of_range', allowed: false },
      });
  });

  test('what cannot be read is refused, and nothing of it is repeated', async () => {
    for (const query of [
      'inclusion',
      'inclusion?seq=',
      'inclusion?seq=-1',
      'inclusion?seq=01',
      'inclusion?seq=1.5',
      'inclusion?seq=1e3',
      'inclusion?seq=9999999999999999',
      'inclusion?seq=1&seq=1',
      'inclusion?seq=1&phone=4917604069001',
      'consistency?from=1',
      'consistency?from=a&to=b',
      'checkpoint?size=3',
    ]) {
      const answer = await get(`/api/v1/ledger/${query}`);
      expect(answer, query).toMatchObject({ status: 422, json: { code: 'query_invalid', allowed: false } });
      expect(answer.text).not.toContain('4069001');
    }
  });

  test('needs a key with the scope read', async () => {
    const checker = await aFirm({ scopes: ['check', 'write'] });
    for (const path of ['checkpoint', 'inclusion?seq=0', 'consistency?from=0&to=1']) {
      expect((await get(`/api/v1/ledger/${path}`, null)).status).toBe(401);
      expect(await get(`/api/v1/ledger/${path}`, checker.liveKey)).toMatchObject({
        status: 403,
        json: { code: 'scope_missing' },
      });
    }
  });

  test('before anything was signed it says so; reading signs nothing', async () => {
    const fresh = await aFirm();
    for (const path of ['checkpoint', 'inclusion?seq=0'])
      expect(await get(`/api/v1/ledger/${path}`, fresh.liveKey)).toMatchObject({
        status: 404,
        json: { code: 'checkpoint_not_found', allowed: false },
      });
    expect(await sql`select 1 from checkpoint where business_id = ${fresh.businessId}`).toEqual([]);
  });

  test('another firm’s log is another log', async () => {
    const other = await aFirm();
    receiptOf(await answerInvitation(other, aPhone(), { item: ['order'] }));
    await signCheckpoint(other.businessId);
    const [mine, theirs] = [
      told(await get('/api/v1/ledger/checkpoint')),
      told(await get('/api/v1/ledger/checkpoint', other.liveKey)),
    ];
    expect(mine.origin).not.toBe(theirs.origin);
    expect(verifyNote(theirs.note, { origin: mine.origin, publicKeys: await publicKeys() })).toBeNull();
  });

  test('the key history is for everybody and may be kept for five minutes', async () => {
    const answer = await get('/.well-known/jawort-log-keys', null);
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
      json: { algorithm: 'Ed25519', origin_prefix: 'localhost:3000/log/' },
    });
    expect(answer.text).not.toContain('private');
  });
});
