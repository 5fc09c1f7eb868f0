import { foldEvents, lineKey, stateOf, type ConsentLine } from '#lib/domain/consent/state.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { leafHash } from '#lib/domain/ledger/tree.ts';
import { linesOfBusiness, linesOfContact } from '#db/queries/consent-state.ts';
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
    const stored = await linesOfContact(tx, businessId, contactId);
    const events = await listEventsOfContact(tx, businessId, contactId);
    return compare(events, stored, await identifiersOf(tx, businessId, contactId, events));
  });
}

/** The same for all events of a firm. */
export async function auditBusiness(businessId: BusinessId): Promise<AuditFinding[]> {
  return inBusinessSnapshot(businessId, async (tx) =>
    compare(await listEvents(tx, businessId), await linesOfBusiness(tx, businessId), null),
  );
}

/** Not from the state: where that has lost a person's lines, it would say that nobody is to be looked at. */
async function identifiersOf(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
  events: readonly StoredEvent[],
): Promise<Set<string>> {
  const spokenOf = [...foldEvents(events.map((e) => readLeaf(e.leaf))).values()].map((l) => l.identifier);
  const own = new Set<string>();
  for (const id of new Set(spokenOf)) {
    const stored = await getIdentifier(tx, businessId, id);
    if (stored?.contactId === contactId) own.add(id);
  }
  return own;
}

function compare(
  events: readonly StoredEvent[],
  lines: readonly ConsentLine[],
  only: ReadonlySet<string> | null,
): AuditFinding[] {
  const findings: AuditFinding[] = [];
  const stored = stateOf(lines);
  for (const e of events) {
    if (!leafHash(e.leaf).equals(e.leafHash)) findings.push({ kind: 'leaf_differs', where: String(e.seq) });
  }
  const folded = foldEvents(events.map((e) => readLeaf(e.leaf)));
  const expected = [...folded.values()].filter((l) => only === null || only.has(l.identifier));
  for (const line of expected) {
    if (!sameLine(stored.get(lineKey(line)), line))
      findings.push({ kind: 'state_differs', where: lineKey(line) });
  }
  const keys = new Set(expected.map(lineKey));
  for (const key of stored.keys()) if (!keys.has(key)) findings.push({ kind: 'state_differs', where: key });
  return findings;
}

function sameLine(a: unknown, b: unknown): boolean {
  return a !== undefined && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([x], [y]) => (x < y ? -1 : 1)));
}
