import { foldEvents, stateOf, type ConsentLine } from '#lib/domain/consent/state.ts';
import { foldStops, stopsOf, type Stop } from '#lib/domain/consent/stops.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { leafHash } from '#lib/domain/ledger/tree.ts';
import { linesOfBusiness, linesOfContact } from '#db/queries/consent-state.ts';
import { stopsOfBusiness, stopsOfContact } from '#db/queries/stop.ts';
import { getIdentifier } from '#db/queries/contact.ts';
import { listEvents, listEventsOfContact, type StoredEvent } from '#db/queries/ledger.ts';
import { inBusinessSnapshot, type BusinessTx } from '#db/in-business.ts';
import { readLeaf } from './append.ts';

export interface AuditFinding {
  kind: 'state_differs' | 'leaf_differs';
  /** An event's number or a line's place; ids only. */
  where: string;
}

/**
 * Folds one person's events again and compares with the state table (R62). Empty means that all agree. Events and state
 * are read in one snapshot: an act that comes between them would look like a difference.
 */
export async function auditContact(businessId: BusinessId, contactId: ContactId): Promise<AuditFinding[]> {
  return inBusinessSnapshot(businessId, async (tx) => {
    const stored = {
      lines: await linesOfContact(tx, businessId, contactId),
      stops: await stopsOfContact(tx, businessId, contactId),
    };
    const events = await listEventsOfContact(tx, businessId, contactId);
    return compare(events, stored, await identifiersOf(tx, businessId, contactId, events));
  });
}

/** The same for all events of a firm. */
export async function auditBusiness(businessId: BusinessId): Promise<AuditFinding[]> {
  return inBusinessSnapshot(businessId, async (tx) =>
    compare(
      await listEvents(tx, businessId),
      { lines: await linesOfBusiness(tx, businessId), stops: await stopsOfBusiness(tx, businessId) },
      null,
    ),
  );
}

/** Not from the state: where that has lost a person's lines, it would say that nobody is to be looked at. */
async function identifiersOf(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
  events: readonly StoredEvent[],
): Promise<Set<string>> {
  const read = events.map((e) => readLeaf(e.leaf));
  const spokenOf = [...foldEvents(read).values(), ...foldStops(read).values()].map((l) => l.identifier);
  const own = new Set<string>();
  for (const id of new Set(spokenOf)) {
    const stored = await getIdentifier(tx, businessId, id);
    if (stored?.contactId === contactId) own.add(id);
  }
  return own;
}

function compare(
  events: readonly StoredEvent[],
  tables: { lines: readonly ConsentLine[]; stops: readonly Stop[] },
  only: ReadonlySet<string> | null,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  for (const e of events) {
    if (!leafHash(e.leaf).equals(e.leafHash)) findings.push({ kind: 'leaf_differs', where: String(e.seq) });
  }
  const read = events.map((e) => readLeaf(e.leaf));
  const mine = (at: { identifier: string }): boolean => only === null || only.has(at.identifier);
  const lines = difference(stateOf(tables.lines), stateOf([...foldEvents(read).values()].filter(mine)));
  const stops = difference(stopsOf(tables.stops), stopsOf([...foldStops(read).values()].filter(mine)));
  return [
    ...findings,
    ...[...lines, ...stops].map((where): AuditFinding => ({ kind: 'state_differs', where })),
  ];
}

/** The places at which what is stored is not what the events add up to. */
function difference(stored: ReadonlyMap<string, unknown>, folded: ReadonlyMap<string, unknown>): string[] {
  const places = new Set([...stored.keys(), ...folded.keys()]);
  return [...places].filter((place) => !same(stored.get(place), folded.get(place)));
}

function same(a: unknown, b: unknown): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)));
}
