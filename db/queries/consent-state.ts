import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { ConsentLine } from '#lib/domain/consent/state.ts';
import type { BusinessId, ContactId } from '#lib/domain/ids.ts';
import { consentState } from '#db/schema/ledger.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

/** The lines of some identifiers, as the fold left them. */
export async function linesOfIdentifiers(
  tx: BusinessTx,
  businessId: BusinessId,
  identifiers: readonly string[],
): Promise<ConsentLine[]> {
  if (identifiers.length === 0) return [];
  return readLines(
    tx,
    and(eq(consentState.businessId, businessId), inArray(consentState.identifierId, [...identifiers])),
  );
}

export async function linesOfContact(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
): Promise<ConsentLine[]> {
  return readLines(tx, and(eq(consentState.businessId, businessId), eq(consentState.contactId, contactId)));
}

export async function linesOfBusiness(tx: BusinessTx, businessId: BusinessId): Promise<ConsentLine[]> {
  return readLines(tx, eq(consentState.businessId, businessId));
}

/** Writes the lines that an event changed. Lines never vanish: an ended consent is a line that says so. */
export async function writeLines(
  tx: BusinessTx,
  businessId: BusinessId,
  lines: readonly (ConsentLine & { contact: ContactId })[],
): Promise<void> {
  if (lines.length === 0) return;
  const rows = lines.map((line) => rowOf(businessId, line));
  const result = await tx
    .insert(consentState)
    .values(rows)
    .onConflictDoUpdate({
      target: [
        consentState.businessId,
        consentState.identifierId,
        consentState.purpose,
        consentState.channel,
        consentState.standing,
      ],
      set: {
        choice: sql`excluded.choice`,
        purposeKind: sql`excluded.purpose_kind`,
        item: sql`excluded.item`,
        versionId: sql`excluded.version_id`,
        evidence: sql`excluded.evidence`,
        recipients: sql`excluded.recipients`,
        seq: sql`excluded.seq`,
        eventId: sql`excluded.event_id`,
        decidedAt: sql`excluded.decided_at`,
        grantedAt: sql`excluded.granted_at`,
        confirmedAt: sql`excluded.confirmed_at`,
        expiresAt: sql`excluded.expires_at`,
      },
    });
  assertRows(result, rows.length, 'consent lines');
}

const columns = {
  identifier: consentState.identifierId,
  purpose: consentState.purpose,
  channel: consentState.channel,
  standing: consentState.standing,
  choice: consentState.choice,
  kind: consentState.purposeKind,
  item: consentState.item,
  version: consentState.versionId,
  evidence: consentState.evidence,
  recipients: consentState.recipients,
  seq: consentState.seq,
  eventId: consentState.eventId,
  decidedAt: sql<string>`public.iso_instant(${consentState.decidedAt})`,
  grantedAt: sql<string | null>`public.iso_instant(${consentState.grantedAt})`,
  confirmedAt: sql<string | null>`public.iso_instant(${consentState.confirmedAt})`,
  expiresAt: sql<string | null>`public.iso_instant(${consentState.expiresAt})`,
};

async function readLines(tx: BusinessTx, where: SQL | undefined): Promise<ConsentLine[]> {
  const rows = await tx.select(columns).from(consentState).where(where);
  // Channel and evidence were written from the same types; the columns are plain text.
  return rows.map((r) => ({ ...r, channel: r.channel as Channel, evidence: r.evidence as Evidence }));
}

function rowOf(businessId: BusinessId, line: ConsentLine & { contact: ContactId }) {
  return {
    businessId,
    contactId: line.contact,
    identifierId: line.identifier,
    purpose: line.purpose,
    channel: line.channel,
    standing: line.standing,
    choice: line.choice,
    purposeKind: line.kind,
    item: line.item,
    versionId: line.version,
    evidence: line.evidence,
    recipients: [...line.recipients],
    seq: line.seq,
    eventId: line.eventId,
    decidedAt: line.decidedAt,
    grantedAt: line.grantedAt,
    confirmedAt: line.confirmedAt,
    expiresAt: line.expiresAt,
  };
}
