import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Stop } from '#lib/domain/consent/stops.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { contactStop, suppression, type SuppressionReason } from '#db/schema/stop.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

const columns = {
  identifier: contactStop.identifierId,
  kind: contactStop.kind,
  seq: contactStop.seq,
  eventId: contactStop.eventId,
  at: sql<string>`public.iso_instant(${contactStop.at})`,
  liftedSeq: contactStop.liftedSeq,
};

export async function stopsOfIdentifiers(
  tx: BusinessTx,
  businessId: BusinessId,
  identifiers: readonly string[],
): Promise<Stop[]> {
  if (identifiers.length === 0) return [];
  return tx
    .select(columns)
    .from(contactStop)
    .where(and(eq(contactStop.businessId, businessId), inArray(contactStop.identifierId, [...identifiers])));
}

export async function stopsOfContact(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
): Promise<Stop[]> {
  return tx
    .select(columns)
    .from(contactStop)
    .where(and(eq(contactStop.businessId, businessId), eq(contactStop.contactId, contactId)));
}

export async function stopsOfBusiness(tx: BusinessTx, businessId: BusinessId): Promise<Stop[]> {
  return tx.select(columns).from(contactStop).where(eq(contactStop.businessId, businessId));
}

/** Writes the stops that an event raised or ended. They never vanish: an ended stop is one with the event that ended it. */
export async function writeStops(
  tx: BusinessTx,
  businessId: BusinessId,
  stops: readonly (Stop & { contact: ContactId })[],
): Promise<void> {
  if (stops.length === 0) return;
  const rows = stops.map(({ identifier, contact, kind, seq, eventId, at, liftedSeq }) => ({
    businessId,
    identifierId: identifier,
    contactId: contact,
    kind,
    seq,
    eventId,
    at,
    liftedSeq,
  }));
  const result = await tx
    .insert(contactStop)
    .values(rows)
    .onConflictDoUpdate({
      target: [contactStop.businessId, contactStop.identifierId, contactStop.kind],
      set: {
        seq: sql`excluded.seq`,
        eventId: sql`excluded.event_id`,
        at: sql`excluded.at`,
        liftedSeq: sql`excluded.lifted_seq`,
      },
    });
  assertRows(result, rows.length, 'stops');
}

interface Suppressed {
  kind: 'phone' | 'email';
  keyVersion: number;
  index: Buffer;
}

/** A No of somebody unknown; again is the same row with a new date. */
export async function suppress(
  tx: BusinessTx,
  businessId: BusinessId,
  s: Suppressed & { reason: SuppressionReason; at: string; expiresAt: string },
): Promise<void> {
  const row = {
    businessId,
    kind: s.kind,
    keyVersion: s.keyVersion,
    blindIndex: s.index,
    reason: s.reason,
    createdAt: s.at,
    expiresAt: s.expiresAt,
  };
  const result = await tx
    .insert(suppression)
    .values(row)
    .onConflictDoUpdate({
      target: [suppression.businessId, suppression.kind, suppression.keyVersion, suppression.blindIndex],
      set: {
        reason: sql`excluded.reason`,
        createdAt: sql`excluded.created_at`,
        expiresAt: sql`excluded.expires_at`,
      },
    });
  assertRows(result, 1, 'suppression');
}
