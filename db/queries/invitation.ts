import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BusinessId, ContactId, IdentifierId, InvitationId, PageId } from '#lib/domain/ids.ts';
import { business } from '#db/schema/business.ts';
import { invitation } from '#db/schema/consent.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export type DeliveredBy = 'whatsapp' | 'sms' | 'email' | 'print' | 'none';

export interface StoredInvitation {
  invitationId: InvitationId;
  contactId: ContactId;
  identifierId: IdentifierId;
  pageId: PageId;
  deliveredBy: DeliveredBy;
  attestedBy: string;
  locale: string | null;
  answeredSeq: number | null;
  createdAt: string;
  expiresAt: string;
  /** By the business's clock, in the same statement. */
  expired: boolean;
  now: string;
}

export async function findInvitation(
  tx: BusinessTx,
  businessId: BusinessId,
  by: { tokenHash: Buffer } | { id: string },
): Promise<StoredInvitation | null> {
  const which =
    'tokenHash' in by ? eq(invitation.tokenHash, by.tokenHash) : eq(invitation.invitationId, by.id);
  const now = sql`(clock_timestamp() + ${business.clockOffset})`;
  const rows = await tx
    .select({
      invitationId: invitation.invitationId,
      contactId: invitation.contactId,
      identifierId: invitation.identifierId,
      pageId: invitation.pageId,
      deliveredBy: invitation.deliveredBy,
      attestedBy: invitation.attestedBy,
      locale: invitation.locale,
      answeredSeq: invitation.answeredSeq,
      createdAt: sql<string>`public.iso_instant(${invitation.createdAt})`,
      expiresAt: sql<string>`public.iso_instant(${invitation.expiresAt})`,
      expired: sql<boolean>`${invitation.expiresAt} <= ${now}`,
      now: sql<string>`public.iso_instant(${now})`,
    })
    .from(invitation)
    .innerJoin(business, eq(business.businessId, invitation.businessId))
    .where(and(eq(invitation.businessId, businessId), which));
  const row = rows[0];
  if (!row) return null;
  // Ids leave the database as plain strings; their names are given here, where the column is known.
  return {
    ...row,
    invitationId: row.invitationId as InvitationId,
    contactId: row.contactId as ContactId,
    identifierId: row.identifierId as IdentifierId,
    pageId: row.pageId as PageId,
  };
}

export interface NewInvitation {
  invitationId: InvitationId;
  tokenHash: Buffer;
  contactId: ContactId;
  identifierId: IdentifierId;
  pageId: PageId;
  deliveredBy: DeliveredBy;
  attestedBy: string;
  locale: string | null;
  createdAt: string;
  expiresAt: string;
}

export async function insertInvitation(
  tx: BusinessTx,
  businessId: BusinessId,
  i: NewInvitation,
): Promise<void> {
  assertRows(await tx.insert(invitation).values({ businessId, ...i }), 1, 'invitation');
}

/** How often this identifier was asked after an instant. */
export async function countInvitationsSince(
  tx: BusinessTx,
  businessId: BusinessId,
  identifierId: IdentifierId,
  since: string,
): Promise<number> {
  const rows = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(invitation)
    .where(
      and(
        eq(invitation.businessId, businessId),
        eq(invitation.identifierId, identifierId),
        sql`${invitation.createdAt} > ${since}::timestamptz`,
      ),
    );
  return rows[0]?.count ?? 0;
}

/** Used once: whoever comes second finds it answered. */
export async function markAnswered(
  tx: BusinessTx,
  businessId: BusinessId,
  invitationId: InvitationId,
  seq: number,
): Promise<void> {
  const result = await tx
    .update(invitation)
    .set({ answeredSeq: seq })
    .where(
      and(
        eq(invitation.businessId, businessId),
        eq(invitation.invitationId, invitationId),
        isNull(invitation.answeredSeq),
      ),
    );
  assertRows(result, 1, 'invitation answered');
}
