import { and, desc, eq, gt, inArray, sql } from 'drizzle-orm';
import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { FactLine } from '#lib/domain/check/decide.ts';
import type { Evidence } from '#lib/domain/consent/evidence.ts';
import type { BusinessId, IdentifierId } from '#lib/domain/ids.ts';
import { business } from '#db/schema/business.ts';
import { receipt } from '#db/schema/consent.ts';
import { consentState, event } from '#db/schema/ledger.ts';
import { version } from '#db/schema/page.ts';
import { suppression } from '#db/schema/stop.ts';
import type { BusinessTx } from '#db/in-business.ts';

export interface RecordedAnswer {
  seq: number;
  leaf: string;
  formNumber: string;
  versionNumber: number;
  /** Whom the answer speaks for, with what was known then. */
  subjects: { identifier: IdentifierId; evidence: Evidence }[];
}

/** The firm's last answers, newest first. */
export async function listLastAnswers(
  tx: BusinessTx,
  businessId: BusinessId,
  count: number,
): Promise<RecordedAnswer[]> {
  const rows = await tx
    .select({
      seq: event.seq,
      leaf: event.leaf,
      formNumber: receipt.formNumber,
      versionNumber: version.number,
      subjects: receipt.subjects,
    })
    .from(receipt)
    .innerJoin(event, and(eq(event.businessId, receipt.businessId), eq(event.seq, receipt.seq)))
    .innerJoin(
      version,
      and(eq(version.businessId, receipt.businessId), eq(version.versionId, receipt.versionId)),
    )
    .where(eq(receipt.businessId, businessId))
    .orderBy(desc(receipt.seq))
    .limit(count);
  // The column is written by the answer only, from these types.
  return rows.map((r) => ({ ...r, subjects: r.subjects as RecordedAnswer['subjects'] }));
}

/** The lines of these identifiers as a check reads them: whether one has expired is asked of the business's clock. */
export async function listFactLines(
  tx: BusinessTx,
  businessId: BusinessId,
  identifiers: readonly IdentifierId[],
): Promise<(FactLine & { identifier: string })[]> {
  if (identifiers.length === 0) return [];
  const rows = await tx
    .select({
      identifier: consentState.identifierId,
      purpose: consentState.purpose,
      channel: consentState.channel,
      standing: consentState.standing,
      choice: consentState.choice,
      kind: consentState.purposeKind,
      version: consentState.versionId,
      evidence: consentState.evidence,
      recipients: consentState.recipients,
      eventId: consentState.eventId,
      decidedAt: sql<string>`public.iso_instant(${consentState.decidedAt})`,
      grantedAt: sql<string | null>`public.iso_instant(${consentState.grantedAt})`,
      confirmedAt: sql<string | null>`public.iso_instant(${consentState.confirmedAt})`,
      expiresAt: sql<string | null>`public.iso_instant(${consentState.expiresAt})`,
      expired: sql<boolean>`coalesce(${consentState.expiresAt} <= clock_timestamp() + ${business.clockOffset}, false)`,
    })
    .from(consentState)
    .innerJoin(business, eq(business.businessId, consentState.businessId))
    .where(
      and(eq(consentState.businessId, businessId), inArray(consentState.identifierId, [...identifiers])),
    );
  // Channel and evidence were written from the same types; the columns are plain text.
  return rows.map((r) => ({ ...r, channel: r.channel as Channel, evidence: r.evidence as Evidence }));
}

/** Whether a No of somebody unknown stands on this number or address, by the business's clock. */
export async function isSuppressed(
  tx: BusinessTx,
  businessId: BusinessId,
  by: { kind: 'phone' | 'email'; keyVersion: number; index: Buffer },
): Promise<boolean> {
  const rows = await tx
    .select({ reason: suppression.reason })
    .from(suppression)
    .innerJoin(business, eq(business.businessId, suppression.businessId))
    .where(
      and(
        eq(suppression.businessId, businessId),
        eq(suppression.kind, by.kind),
        eq(suppression.keyVersion, by.keyVersion),
        eq(suppression.blindIndex, by.index),
        gt(suppression.expiresAt, sql`clock_timestamp() + ${business.clockOffset}`),
      ),
    );
  return rows.length > 0;
}
