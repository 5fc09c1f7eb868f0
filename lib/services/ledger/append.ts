import { randomBytes, type KeyObject } from 'node:crypto';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { countEvent } from '#lib/adapters/metrics/counts.ts';
import { seal } from '#lib/adapters/vault/seal.ts';
import type { EventBody, EventKind, ConsentEvent } from '#lib/domain/consent/event.ts';
import { ConsentEvent as ConsentEventSchema } from '#lib/domain/consent/event.ts';
import type { BusinessId, ContactId, EventId } from '#lib/domain/ids.ts';
import { commit, leafOf } from '#lib/domain/ledger/leaf.ts';
import { appendLeaf, leafHash } from '#lib/domain/ledger/tree.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { insertEvent, type LockedHead } from '#db/queries/ledger.ts';
import { afterCommit, type BusinessTx } from '#db/in-business.ts';
import { together } from '#db/queries/together.ts';

export interface Appending<K extends EventKind> {
  kind: K;
  body: EventBody<K>;
  /** Everybody the event speaks of; the first one's key seals its personal part. */
  contacts: readonly ContactId[];
  /** What is personal in it: the leaf gets a salted commitment to each field, the row the sealed values. */
  personal?: { key: KeyObject; fields: Record<string, string> };
}

/**
 * Writes one event at the head this transaction holds: row, leaf and tree nodes together. Whoever calls it has locked
 * the log, so `seq` has no gaps and `at` never goes back. Returns the event as the fold will read it.
 */
export async function appendEvent<K extends EventKind>(
  tx: BusinessTx,
  businessId: BusinessId,
  head: LockedHead,
  appending: Appending<K>,
): Promise<ConsentEvent> {
  const eventId = newId<EventId>();
  const [contactId = null] = appending.contacts;
  const secret = appending.personal ? sealedPart(businessId, eventId, appending.personal) : null;
  const leaf = leafOf({
    business: businessId,
    seq: head.size,
    id: eventId,
    kind: appending.kind,
    at: head.at,
    ...(contactId === null ? {} : { contact: contactId }),
    body: appending.body,
    ...(secret === null ? {} : { commitments: secret.commitments }),
  });
  const hash = leafHash(leaf);
  const grown = appendLeaf(head, hash);
  await globalThis.jawortFault?.('before-leaf');
  const written = insertEvent(tx, businessId, {
    seq: head.size,
    eventId,
    kind: appending.kind,
    at: head.at,
    contactId,
    contacts: [...new Set(appending.contacts)],
    leaf,
    leafHash: hash,
    sealed: secret?.sealed ?? null,
    nodes: grown.nodes,
    frontier: grown.frontier,
  });
  await together(written, enqueue(tx, 'sign-checkpoint', { businessId }));
  afterCommit(tx, () => countEvent(appending.kind));
  return readLeaf(leaf);
}

/** The event in a stored leaf. A leaf that does not parse is a fault of ours, and nothing may be decided from it. */
export function readLeaf(leaf: string): ConsentEvent {
  return ConsentEventSchema.parse(JSON.parse(leaf));
}

function sealedPart(
  businessId: BusinessId,
  eventId: EventId,
  personal: { key: KeyObject; fields: Record<string, string> },
) {
  const salt = randomBytes(32);
  const commitments = Object.fromEntries(
    Object.entries(personal.fields).map(([name, value]) => [name, commit(salt, value)]),
  );
  const text = JSON.stringify({ salt: salt.toString('hex'), fields: personal.fields });
  const place = { business: businessId, table: 'event', column: 'sealed', row: eventId };
  return { commitments, sealed: seal(personal.key, place, text) };
}
