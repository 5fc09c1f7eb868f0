import { applyEvent, stateOf } from '#lib/domain/consent/state.ts';
import { applyStops, stopsOf } from '#lib/domain/consent/stops.ts';
import type { ConsentEvent, EventKind } from '#lib/domain/consent/event.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { linesOfIdentifiers, writeLines } from '#db/queries/consent-state.ts';
import { stopsOfIdentifiers, writeStops } from '#db/queries/stop.ts';
import type { LockedHead } from '#db/queries/ledger.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { together } from '#db/queries/together.ts';
import { appendEvent, type Appending } from './append.ts';

/** Who stands behind an identifier that an event speaks of. */
export type Holders = ReadonlyMap<string, ContactId>;

/**
 * One act on consent, whole or not at all: event, leaf, state and the job that folds the person's events again and
 * compares. Everything that changes what a check answers goes through here.
 */
export async function recordConsent<K extends EventKind>(
  tx: BusinessTx,
  businessId: BusinessId,
  head: LockedHead,
  appending: Omit<Appending<K>, 'contacts'> & { holders: Holders; contact: ContactId },
): Promise<ConsentEvent> {
  const { holders, contact, ...rest } = appending;
  const contacts = [contact, ...holders.values()];
  const identifiers = [...holders.keys()];
  const [event, lines, stops] = await together(
    appendEvent(tx, businessId, head, { ...rest, contacts }),
    linesOfIdentifiers(tx, businessId, identifiers),
    stopsOfIdentifiers(tx, businessId, identifiers),
  );
  const before = stateOf(lines);
  const after = applyEvent(before, event);
  const changed = [...after].filter(([key, line]) => before.get(key) !== line).map(([, line]) => line);
  const stopsBefore = stopsOf(stops);
  const stopsAfter = applyStops(stopsBefore, event);
  const stopsChanged = [...stopsAfter]
    .filter(([key, stop]) => stopsBefore.get(key) !== stop)
    .map(([, s]) => s);
  await together(
    writeLines(
      tx,
      businessId,
      changed.map((line) => ({ ...line, contact: holderOf(holders, line.identifier) })),
    ),
    writeStops(
      tx,
      businessId,
      stopsChanged.map((stop) => ({ ...stop, contact: holderOf(holders, stop.identifier) })),
    ),
    ...[...new Set(contacts)].map((contactId) => enqueue(tx, 'audit-contact', { businessId, contactId })),
  );
  return event;
}

function holderOf(holders: Holders, identifier: string): ContactId {
  const holder = holders.get(identifier);
  invariant(holder, 'event touches an identifier that was not loaded');
  return holder;
}
