import type postgres from 'postgres';
import { appendLeaf, leafHash, type Frontier } from '#lib/domain/ledger/tree.ts';

/*
 * What somebody with every right in the database can do to a firm's log. Triggers and foreign keys are off for them:
 * that is the point.
 */

export interface Crime {
  readonly name: string;
  readonly commit: (sql: postgres.Sql, firm: string) => Promise<unknown>;
}

const tables = ['event', 'event_contact', 'log_node', 'log_head', 'checkpoint', 'consent_state', 'version'];

/** Keeps the firm's rows aside. */
export async function keepCopy(sql: postgres.Sql, firm: string): Promise<void> {
  for (const table of tables)
    await sql.unsafe(`create table copy_${table} as select * from ${table} where business_id = '${firm}'`);
  await sql.unsafe('create table copy_log_key as table log_key');
}

export async function putBack(sql: postgres.Sql, firm: string): Promise<void> {
  for (const table of tables) {
    await sql.unsafe(`delete from ${table} where business_id = '${firm}'`);
    await sql.unsafe(`insert into ${table} select * from copy_${table}`);
  }
  await sql.unsafe('delete from log_key');
  await sql.unsafe('insert into log_key select * from copy_log_key');
}

/** The careful criminal: computes hashes, nodes and head anew, so that the log agrees with itself. */
export async function rebuild(sql: postgres.Sql, firm: string): Promise<void> {
  const rows = await sql<
    { seq: string; leaf: string; event_id: string }[]
  >`select seq, leaf, event_id from event where business_id = ${firm} order by seq`;
  await sql`delete from log_node where business_id = ${firm}`;
  // Out of the way first, so that no two rows have one number for a moment.
  await sql`update event set seq = seq + 1000000 where business_id = ${firm}`;
  let edge: Frontier = { size: 0, frontier: [] };
  for (const row of rows) {
    const body = JSON.parse(row.leaf) as { seq: number };
    const leaf = row.leaf.replace(`"seq":${String(body.seq)},`, `"seq":${String(edge.size)},`);
    const hash = leafHash(leaf);
    await sql`update event set seq = ${edge.size}, leaf = ${leaf}, leaf_hash = ${hash} where business_id = ${firm} and event_id = ${row.event_id}`;
    edge = appendLeaf(edge, hash);
    for (const n of appendedNodes(edge))
      await sql`insert into log_node (business_id, level, position, hash) values (${firm}, ${n.level}, ${n.index}, ${n.hash})`;
  }
  await sql`update log_head set size = ${edge.size}, frontier = ${Buffer.concat([...edge.frontier])} where business_id = ${firm}`;
}

function appendedNodes(edge: Frontier): readonly { level: number; index: number; hash: Buffer }[] {
  return 'nodes' in edge ? (edge as ReturnType<typeof appendLeaf>).nodes : [];
}

const forget = (sql: postgres.Sql, firm: string) => sql`delete from checkpoint where business_id = ${firm}`;
const change = (sql: postgres.Sql, firm: string, seq: number) =>
  sql`update event set leaf = replace(leaf, 'granted', 'refused') where business_id = ${firm} and seq = ${seq}`;

/** `answer`: the number of an answer's entry, neither the first nor the last. `other`: another firm. */
export function crimes({
  answer,
  other,
  resign,
}: {
  answer: number;
  other: () => string;
  resign: () => Promise<unknown>;
}): Crime[] {
  return [
    { name: 'a leaf edited', commit: (sql, f) => change(sql, f, answer) },
    {
      name: 'a leaf edited with its hash',
      commit: async (sql, f) => {
        await change(sql, f, answer);
        const [row] = await sql<
          { leaf: string }[]
        >`select leaf from event where business_id = ${f} and seq = ${answer}`;
        await sql`update event set leaf_hash = ${leafHash(row?.leaf ?? '')} where business_id = ${f} and seq = ${answer}`;
      },
    },
    {
      name: 'a leaf edited, everything computed anew',
      commit: async (sql, f) => {
        await change(sql, f, answer);
        await rebuild(sql, f);
      },
    },
    {
      name: 'the same, and our own checkpoints removed',
      commit: async (sql, f) => {
        await change(sql, f, answer);
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'the same, and signed anew with the stolen key',
      commit: async (sql, f) => {
        await change(sql, f, answer);
        await rebuild(sql, f);
        await forget(sql, f);
        await resign();
      },
    },
    {
      name: 'the last entry removed, as if a backup had been put back',
      commit: async (sql, f) => {
        await sql`delete from event where business_id = ${f} and seq = (select max(seq) from event where business_id = ${f})`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'the same, and grown again by another entry',
      commit: async (sql, f) => {
        await sql`update event set leaf = replace(leaf, '"kind"', '"kin2"') where business_id = ${f} and seq = (select max(seq) from event where business_id = ${f})`;
        await rebuild(sql, f);
        await forget(sql, f);
        await resign();
      },
    },
    {
      name: 'an entry removed',
      commit: (sql, f) => sql`delete from event where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'an entry removed, the others moved up',
      commit: async (sql, f) => {
        await sql`delete from event where business_id = ${f} and seq = ${answer}`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'two entries swapped',
      commit: async (sql, f) => {
        await sql`update event set seq = 2000000 where business_id = ${f} and seq = ${answer}`;
        await sql`update event set seq = ${answer} where business_id = ${f} and seq = ${answer + 1}`;
        await sql`update event set seq = ${answer + 1} where business_id = ${f} and seq = 2000000`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'an entry added at the end',
      commit: (sql, f) =>
        sql`insert into event select business_id, seq + 100, gen_random_uuid(), kind, at, contact_id, leaf, leaf_hash, sealed from event where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'an entry put between two',
      commit: async (sql, f) => {
        await sql`update event set seq = seq + 1000 where business_id = ${f} and seq > ${answer}`;
        await sql`insert into event select business_id, seq + 1, gen_random_uuid(), kind, at, contact_id, leaf, leaf_hash, sealed from event where business_id = ${f} and seq = ${answer}`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'an entry dated back in its column',
      commit: (sql, f) =>
        sql`update event set at = at - interval '1 day' where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'an entry dated back in column and leaf, everything computed anew',
      commit: async (sql, f) => {
        await sql`update event set at = at - interval '1 day', leaf = replace(leaf, public.iso_instant(at), public.iso_instant(at - interval '1 day')) where business_id = ${f} and seq = ${answer}`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'an entry given another kind',
      commit: (sql, f) =>
        sql`update event set kind = 'withdrawn' where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'an entry given to nobody',
      commit: (sql, f) =>
        sql`update event set contact_id = null where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'an entry given another id',
      commit: (sql, f) =>
        sql`update event set event_id = gen_random_uuid() where business_id = ${f} and seq = ${answer}`,
    },
    {
      name: 'a text edited',
      commit: (sql, f) =>
        sql`update version set content = replace(content, 'Meta', 'Neta') where business_id = ${f}`,
    },
    {
      name: 'a node of the tree edited',
      commit: (sql, f) =>
        sql`update log_node set hash = sha256(hash) where business_id = ${f} and level = 1 and position = 0`,
    },
    {
      name: 'a node removed',
      commit: (sql, f) => sql`delete from log_node where business_id = ${f} and level = 1 and position = 0`,
    },
    {
      name: 'a node too many',
      commit: (sql, f) => sql`insert into log_node values (${f}, 9, 9, sha256('x'))`,
    },
    {
      name: 'the head set back',
      commit: (sql, f) => sql`update log_head set size = size - 1 where business_id = ${f}`,
    },
    {
      name: 'the frontier changed',
      commit: (sql, f) => sql`update log_head set frontier = sha256(frontier) where business_id = ${f}`,
    },
    {
      name: 'a checkpoint’s root changed',
      commit: (sql, f) => sql`update checkpoint set root = sha256(root) where business_id = ${f}`,
    },
    {
      name: 'a checkpoint’s note changed',
      commit: (sql, f) =>
        sql`update checkpoint set note = replace(note, '/log/', '/l0g/') where business_id = ${f}`,
    },
    {
      name: 'another firm’s checkpoint shown for this one',
      commit: async (sql, f) => {
        await forget(sql, f);
        await sql`insert into checkpoint select ${f}::uuid, size, root, note, signed_at from checkpoint where business_id = ${other()}`;
      },
    },
    {
      name: 'the public key exchanged',
      commit: (sql) => sql`update log_key set public_key = sha256(public_key)`,
    },
    {
      name: 'the log emptied',
      commit: async (sql, f) => {
        await sql`delete from event where business_id = ${f}`;
        await rebuild(sql, f);
        await forget(sql, f);
      },
    },
    {
      name: 'a refusal turned into a consent in the state',
      commit: (sql, f) =>
        sql`update consent_state set choice = case choice when 'granted' then 'refused' else 'granted' end where business_id = ${f}`,
    },
    {
      name: 'a line of the state removed',
      commit: (sql, f) =>
        sql`delete from consent_state where ctid = (select min(ctid) from consent_state where business_id = ${f})`,
    },
  ];
}
