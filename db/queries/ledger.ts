import { and, asc, eq, sql } from 'drizzle-orm';
import type { BusinessId, ContactId, EventId } from '#lib/domain/ids.ts';
import { event, eventContact, logHead, logNode } from '#db/schema/ledger.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';
import { together } from './together.ts';

export interface LockedHead {
  size: number;
  frontier: Buffer[];
  /** The instant of the next event: the business's clock, and never before the last event. */
  at: string;
}

/** Takes the business's place in the order: whoever holds this row is the next event. */
export async function lockLog(tx: BusinessTx, businessId: BusinessId): Promise<LockedHead> {
  const rows = await tx.execute<{ size: string; frontier: Buffer; at: string }>(sql`
    select h.size, h.frontier, public.iso_instant(greatest(clock_timestamp() + b.clock_offset, h.last_at + interval '1 microsecond')) as at
    from public.log_head h join public.business b on b.business_id = h.business_id
    where h.business_id = ${businessId} for update of h`);
  const row = rows[0];
  assertRows(rows, 1, 'log head locked');
  if (!row) throw new Error('unreachable: one row was asserted');
  return { size: Number(row.size), frontier: peaksIn(row.frontier), at: row.at };
}

export interface NewEvent {
  seq: number;
  eventId: EventId;
  kind: string;
  at: string;
  contactId: ContactId | null;
  contacts: readonly ContactId[];
  leaf: string;
  leafHash: Buffer;
  sealed: Buffer | null;
  nodes: readonly { level: number; index: number; hash: Buffer }[];
  frontier: readonly Buffer[];
}

const none = Promise.resolve({ count: 0 });

export async function insertEvent(tx: BusinessTx, businessId: BusinessId, e: NewEvent): Promise<void> {
  const { seq, eventId, kind, at, contactId, leaf, leafHash, sealed } = e;
  const contacts = e.contacts.map((c) => ({ businessId, contactId: c, seq }));
  const nodes = e.nodes.map((n) => ({ businessId, level: n.level, position: n.index, hash: n.hash }));
  const head = { size: seq + 1, frontier: Buffer.concat(e.frontier), lastAt: at };
  // The log is locked meanwhile: whoever answers next at this firm waits for each round trip.
  const [events, ofContacts, ofTree, heads] = await together(
    tx.insert(event).values({ businessId, seq, eventId, kind, at, contactId, leaf, leafHash, sealed }),
    contacts.length > 0 ? tx.insert(eventContact).values(contacts) : none,
    nodes.length > 0 ? tx.insert(logNode).values(nodes) : none,
    tx
      .update(logHead)
      .set(head)
      .where(and(eq(logHead.businessId, businessId), eq(logHead.size, seq))),
  );
  assertRows(events, 1, 'event');
  assertRows(ofContacts, contacts.length, 'event contacts');
  assertRows(ofTree, nodes.length, 'log nodes');
  assertRows(heads, 1, 'log head');
}

export async function insertLogHead(tx: BusinessTx, businessId: BusinessId): Promise<void> {
  assertRows(
    await tx
      .insert(logHead)
      .values({ businessId, size: 0, frontier: Buffer.alloc(0), lastAt: sql`clock_timestamp()` }),
    1,
    'log head',
  );
}

export interface StoredEvent {
  seq: number;
  kind: string;
  leaf: string;
  leafHash: Buffer;
  sealed: Buffer | null;
}

const storedEvent = {
  seq: event.seq,
  kind: event.kind,
  leaf: event.leaf,
  leafHash: event.leafHash,
  sealed: event.sealed,
};

export async function listEvents(tx: BusinessTx, businessId: BusinessId): Promise<StoredEvent[]> {
  return tx.select(storedEvent).from(event).where(eq(event.businessId, businessId)).orderBy(asc(event.seq));
}

export async function listEventsOfContact(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
): Promise<StoredEvent[]> {
  return tx
    .select(storedEvent)
    .from(event)
    .innerJoin(
      eventContact,
      and(eq(eventContact.businessId, event.businessId), eq(eventContact.seq, event.seq)),
    )
    .where(and(eq(eventContact.businessId, businessId), eq(eventContact.contactId, contactId)))
    .orderBy(asc(event.seq));
}

export interface LogEdge {
  size: number;
  frontier: Buffer[];
}

export async function readLogEdge(tx: BusinessTx, businessId: BusinessId): Promise<LogEdge> {
  const rows = await tx
    .select({ size: logHead.size, frontier: logHead.frontier })
    .from(logHead)
    .where(eq(logHead.businessId, businessId));
  const row = rows[0];
  if (!row) return { size: 0, frontier: [] };
  return { size: row.size, frontier: peaksIn(row.frontier) };
}

/** Stored complete subtrees by level and position, level 0 from the events themselves; one statement. */
export async function readSubtrees(
  tx: BusinessTx,
  businessId: BusinessId,
  places: readonly { level: number; index: number }[],
): Promise<Map<string, Buffer>> {
  const levels = `{${places.map((p) => p.level).join(',')}}`;
  const positions = `{${places.map((p) => p.index).join(',')}}`;
  const rows = await tx.execute<{ level: number; position: string; hash: Buffer }>(sql`
    select q.level, q.position, coalesce(n.hash, e.leaf_hash) as hash
    from unnest(${levels}::text::int[], ${positions}::text::bigint[]) as q(level, position)
    left join public.log_node n on q.level > 0 and n.business_id = ${businessId} and n.level = q.level and n.position = q.position
    left join public.event e on q.level = 0 and e.business_id = ${businessId} and e.seq = q.position`);
  return new Map(
    rows.flatMap((r) => (r.hash ? [[`${String(r.level)}/${String(r.position)}`, r.hash] as const] : [])),
  );
}

export async function getEvent(
  tx: BusinessTx,
  businessId: BusinessId,
  seq: number,
): Promise<StoredEvent | null> {
  const rows = await tx
    .select(storedEvent)
    .from(event)
    .where(and(eq(event.businessId, businessId), eq(event.seq, seq)));
  return rows[0] ?? null;
}

/** The peaks as the head row keeps them: one after the other, 32 bytes each. */
function peaksIn(bytes: Buffer): Buffer[] {
  return Array.from({ length: bytes.length / 32 }, (_, i) => bytes.subarray(32 * i, 32 * (i + 1)));
}
