import { beforeAll, describe, expect, test } from 'vitest';
import { commit } from '#lib/domain/ledger/leaf.ts';
import { verifyInclusion } from '#lib/domain/ledger/proof.ts';
import { rootOf } from '#lib/domain/ledger/tree.ts';
import type { ContactId, EventId } from '#lib/domain/ids.ts';
import { unseal } from '#lib/adapters/vault/seal.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { businessKeys, theVault } from '#lib/services/key/process-keys.ts';
import { auditBusiness, auditContact } from '#lib/services/ledger/audit.ts';
import { proveInclusion } from '#lib/services/ledger/prove.ts';
import { inBusiness } from '#db/in-business.ts';
import { getWrappedContactKey } from '#db/queries/contact.ts';
import { readLogEdge } from '#db/queries/ledger.ts';
import { naiveLeafHash, naiveRoot } from '#tests/domain/ledger/naive-log.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { behind } from './behind.ts';

const at = useDatabase();
let firm: Firm;
const canary = {
  phone: '+4917604069042',
  local: '0176 04069042',
  name: 'Wilhelmine Kanarienvogel',
  email: 'wilhelmine.kanarienvogel@example.de',
};
let receipt = '';

interface Leaf {
  seq: string;
  at: string;
  leaf: string;
  leaf_hash: Buffer;
  event_id: EventId;
  contact_id: ContactId | null;
  sealed: Buffer | null;
}

async function leaves(): Promise<Leaf[]> {
  return behind(
    at,
    (sql) => sql<Leaf[]>`
    select seq, public.iso_instant(at) as at, leaf, leaf_hash, event_id, contact_id, sealed from event
    where business_id = ${firm.businessId} order by seq`,
  );
}

beforeAll(async () => {
  firm = await aFirm();
  receipt = receiptOf(
    await answerInvitation(firm, canary.phone, {
      item: ['order', 'photos', 'advertising_email'],
      name: canary.name,
      email: canary.email,
    }),
  );
  receiptOf(await answerPage(firm, { item: ['order'], phone: canary.local, name: canary.name }));
  // The lock of the log's head is the order, however many come at once.
  await Promise.all(Array.from({ length: 20 }, () => answerPage(firm, { item: ['order'], phone: aPhone() })));
  await withdrawByReceipt(receipt, { item: 'photos' });
});

describe('after a random hour of a firm, 20 answers of it at once,', () => {
  test('the log has no gap, begins at 0, and its instants only rise', async () => {
    const rows = await leaves();
    expect(rows.map((r) => Number(r.seq))).toEqual(rows.map((_, i) => i));
    expect(rows.length).toBe(25);
    for (const [i, row] of rows.entries()) {
      expect(JSON.parse(row.leaf)).toMatchObject({
        seq: i,
        at: row.at,
        id: row.event_id,
        business: firm.businessId,
      });
      if (i > 0) expect(row.at > (rows[i - 1]?.at ?? '')).toBe(true);
    }
  });

  test('its root is the one the definition gives over all leaves', async () => {
    const hashes = (await leaves()).map((r) => naiveLeafHash(Buffer.from(r.leaf)));
    const edge = await inBusiness(firm.businessId, (tx) => readLogEdge(tx, firm.businessId));
    expect(edge.size).toBe(hashes.length);
    expect(rootOf(edge.frontier)).toEqual(naiveRoot(hashes));
  });

  test('every event proves that it stands in it, and no other leaf does with its proof', async () => {
    const rows = await leaves();
    for (const row of rows) {
      const proof = await inBusiness(firm.businessId, (tx) =>
        proveInclusion(tx, firm.businessId, Number(row.seq)),
      );
      const claim = {
        leafHash: naiveLeafHash(Buffer.from(row.leaf)),
        index: proof.index,
        size: proof.size,
        proof: proof.path,
        root: proof.root,
      };
      expect(verifyInclusion(claim), row.seq).toBe(true);
      expect(verifyInclusion({ ...claim, leafHash: naiveLeafHash(Buffer.from(`${row.leaf} `)) })).toBe(false);
    }
  });

  test('an event that is not there is not found', async () => {
    for (const seq of [-1, 25, 1_000_000]) {
      const proof = inBusiness(firm.businessId, (tx) => proveInclusion(tx, firm.businessId, seq));
      await expect(proof, String(seq)).rejects.toMatchObject({ code: 'event_not_found' });
    }
  });

  test('replaying all events gives the state table', async () => {
    expect(await auditBusiness(firm.businessId)).toEqual([]);
  });
});

describe('personal data', () => {
  test('stands nowhere in the clear: no table, no column, no job', async () => {
    const found = await behind(at, async (sql) => {
      const columns = await sql<{ table: string; column: string; type: string }[]>`
        select quote_ident(table_schema) || '.' || quote_ident(table_name) as table, quote_ident(column_name) as column, data_type as type
        from information_schema.columns join pg_tables on schemaname = table_schema and tablename = table_name
        where table_schema in ('public', 'pgboss', 'drizzle')`;
      expect(columns.length).toBeGreaterThan(150);
      const hits: string[] = [];
      for (const { table, column, type } of columns) {
        const text = type === 'bytea' ? `encode(${column}, 'escape')` : `${column}::text`;
        for (const word of [
          '4917604069042',
          '17604069042',
          'Wilhelmine',
          'Kanarienvogel',
          'wilhelmine.kanarienvogel',
        ]) {
          const rows = await sql.unsafe(
            `select 1 from ${table} where ${text} ilike '%' || $1 || '%' limit 1`,
            [word],
          );
          if (rows.length > 0) hits.push(`${table}.${column}: ${word}`);
        }
      }
      return hits;
    });
    expect(found).toEqual([]);
  });

  test('and this search would find it', async () => {
    const rows = await behind(
      at,
      (sql) => sql`select 1 from business where profile::text ilike '%' || 'Ravensburg' || '%' limit 1`,
    );
    expect(rows).toHaveLength(1);
  });

  test('opens under its contact’s key, and the salt in it opens the commitments of the leaf', async () => {
    const [, , answered] = await leaves();
    if (!answered?.sealed || !answered.contact_id) throw new Error('the third event is the invited answer');
    const { sealed, contact_id: contactId, event_id: row } = answered;
    const key = await inBusiness(firm.businessId, async (tx) => {
      const wrapped = await getWrappedContactKey(tx, firm.businessId, contactId);
      if (!wrapped) throw new Error('contact without a key');
      return theVault().openContactKey(await businessKeys(tx, firm.businessId), contactId, wrapped);
    });
    const opened: { salt: string; fields: Record<string, string> } = JSON.parse(
      unseal(key, { business: firm.businessId, table: 'event', column: 'sealed', row }, sealed).toString(),
    );
    expect(opened.fields).toEqual({ name: canary.name, email: canary.email });
    const { commitments } = JSON.parse(answered.leaf);
    for (const [field, value] of Object.entries(opened.fields)) {
      expect(commitments[field]).toBe(commit(Buffer.from(opened.salt, 'hex'), value));
      expect(commitments[field]).not.toBe(commit(Buffer.alloc(32), value));
    }
    expect(Object.keys(commitments).toSorted()).toEqual(['email', 'name']);
  });

  test('is bound by no hash that could be found by trying all numbers: the same words leave other traces each time', async () => {
    const own = await aFirm();
    for (let i = 0; i < 3; i += 1) receiptOf(await answerPage(own, { item: ['order'], phone: canary.local }));
    const traces = await behind(
      at,
      (sql) => sql<{ body: string; sealed: string; leaf: string }[]>`
      select encode(r.body_hash, 'hex') as body, encode(e.sealed, 'hex') as sealed, encode(e.leaf_hash, 'hex') as leaf
      from receipt r join event e on e.business_id = r.business_id and e.seq = r.seq where r.business_id = ${own.businessId}`,
    );
    expect(traces).toHaveLength(3);
    expect(new Set(traces.flatMap((t) => [t.body, t.sealed, t.leaf])).size).toBe(9);
  });

  test('two answers with the same words have nothing in common that a reader of the log could see', async () => {
    const rows = await leaves();
    const commitments = rows.flatMap((r): string[] => Object.values(JSON.parse(r.leaf).commitments ?? {}));
    expect(commitments.length).toBeGreaterThan(20);
    expect(new Set(commitments).size).toBe(commitments.length);
  });
});

describe('the audit finds', () => {
  /** Tampers behind the fences, audits, and puts everything back. */
  async function audited(tamper: string) {
    return behind(at, async (sql) => {
      await sql`create table kept as select * from consent_state where business_id = ${firm.businessId}`;
      await sql.unsafe(tamper);
      try {
        const [row] = await sql<{ id: ContactId }[]>`
          select i.contact_id as id from receipt r, jsonb_array_elements(r.subjects) s join identifier i on i.identifier_id = (s->>'identifier')::uuid
          where r.business_id = ${firm.businessId} and i.kind = 'phone' and s->>'evidence' = 'number_delivery' limit 1`;
        if (!row) throw new Error('nobody was invited');
        return {
          whole: await auditBusiness(firm.businessId),
          person: await auditContact(firm.businessId, row.id),
        };
      } finally {
        await sql`delete from consent_state where business_id = ${firm.businessId}`;
        await sql`insert into consent_state select * from kept`;
        await sql`drop table kept`;
      }
    });
  }
  const differs = [expect.objectContaining({ kind: 'state_differs' })];

  test('nothing where nobody tampered', async () => {
    expect(await audited('select 1')).toEqual({ whole: [], person: [] });
  });

  test.each([
    ['a no turned into a yes', "update consent_state set choice = 'granted' where choice = 'withdrawn'"],
    [
      'better evidence than there was',
      "update consent_state set evidence = 'signed_paper' where purpose = 'order' and standing = 'established'",
    ],
    [
      'a recipient more',
      "update consent_state set recipients = recipients || '{partner:x}' where purpose = 'order' and standing = 'established'",
    ],
    [
      'a later end',
      "update consent_state set decided_at = decided_at + interval '1 microsecond' where purpose = 'order' and standing = 'established'",
    ],
    ['a line removed', "delete from consent_state where purpose = 'order' and standing = 'established'"],
  ])('%s', async (_what, tamper) => {
    const { whole, person } = await audited(tamper);
    expect(whole).toEqual(differs);
    expect(person).toEqual(differs);
  });

  test('a person whose lines are gone altogether', async () => {
    const { whole, person } = await audited('delete from consent_state');
    expect(person.length).toBeGreaterThanOrEqual(4);
    expect(whole.length).toBeGreaterThan(person.length);
  });

  test('nothing while acts go on: it sees one instant', async () => {
    const own = await aFirm();
    const phone = aPhone();
    receiptOf(await answerPage(own, { item: ['order'], phone }));
    const [row] = await behind(
      at,
      (sql) =>
        sql<{ id: ContactId }[]>`select contact_id as id from contact where business_id = ${own.businessId}`,
    );
    if (!row) throw new Error('nobody answered');
    const state = { acting: true };
    const acts = (async () => {
      for (let i = 0; i < 60; i += 1)
        await answerPage(own, { item: i % 2 === 0 ? ['photos'] : ['order'], phone });
      state.acting = false;
    })();
    const findings: unknown[] = [];
    while (state.acting)
      findings.push(
        ...(await auditContact(own.businessId, row.id)),
        ...(await auditBusiness(own.businessId)),
      );
    await acts;
    expect(findings).toEqual([]);
  });

  test('a leaf that was changed', async () => {
    const findings = await behind(at, async (sql) => {
      await sql`alter table event disable trigger event_append_only`;
      await sql`update event set leaf = replace(leaf, '"public_page"', '"invitation"') where business_id = ${firm.businessId} and seq = 4`;
      try {
        return await auditBusiness(firm.businessId);
      } finally {
        await sql`update event set leaf = replace(leaf, '"invitation","notice', '"public_page","notice') where business_id = ${firm.businessId} and seq = 4`;
        await sql`alter table event enable trigger event_append_only`;
      }
    });
    expect(findings).toContainEqual({ kind: 'leaf_differs', where: '4' });
    expect(await auditBusiness(firm.businessId)).toEqual([]);
  });
});
