import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BusinessId, ContactId, MailId } from '#lib/domain/ids.ts';
import { business } from '#db/schema/business.ts';
import { outgoingMail } from '#db/schema/operation.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export type MailState = 'queued' | 'sent' | 'failed' | 'bounced' | 'complained';

export interface StoredMail {
  mailId: MailId;
  contactId: ContactId;
  sealed: Buffer;
  state: MailState;
  /** Since it was queued, by the business's clock. */
  ageHours: number;
}

export async function insertMail(
  tx: BusinessTx,
  businessId: BusinessId,
  mail: { mailId: MailId; contactId: ContactId; sealed: Buffer; at: string },
): Promise<void> {
  const { at, ...rest } = mail;
  const row = { businessId, ...rest, kind: 'receipt' as const, state: 'queued' as const, createdAt: at };
  assertRows(await tx.insert(outgoingMail).values(row), 1, 'mail');
}

export async function getMail(
  tx: BusinessTx,
  businessId: BusinessId,
  mailId: MailId,
): Promise<StoredMail | null> {
  const now = sql`(clock_timestamp() + ${business.clockOffset})`;
  const rows = await tx
    .select({
      mailId: outgoingMail.mailId,
      contactId: outgoingMail.contactId,
      sealed: outgoingMail.sealed,
      state: outgoingMail.state,
      ageHours: sql<number>`(extract(epoch from ${now} - ${outgoingMail.createdAt}) / 3600)::float8`,
    })
    .from(outgoingMail)
    .innerJoin(business, eq(business.businessId, outgoingMail.businessId))
    .where(and(eq(outgoingMail.businessId, businessId), eq(outgoingMail.mailId, mailId)));
  const row = rows[0];
  // Ids leave the database as plain strings; their names are given here, where the column is known.
  return row ? { ...row, mailId: row.mailId as MailId, contactId: row.contactId as ContactId } : null;
}

/** What this contact was sent: how many in the hour before `at`, and whether one came back or was complained about. */
export async function mailsOfContact(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
  at: string,
): Promise<{ lastHour: number; unwanted: boolean }> {
  const rows = await tx
    .select({
      lastHour: sql<number>`(count(*) filter (where ${outgoingMail.createdAt} > ${at}::timestamptz - interval '1 hour'))::int`,
      unwanted: sql<boolean>`coalesce(bool_or(${outgoingMail.state} in ('bounced', 'complained')), false)`,
    })
    .from(outgoingMail)
    .where(and(eq(outgoingMail.businessId, businessId), eq(outgoingMail.contactId, contactId)));
  return rows[0] ?? { lastHour: 0, unwanted: false };
}

/** Moves a mail on, from one of `from` only: a report that came late changes nothing. Returns whether it moved. */
export async function moveMail(
  tx: BusinessTx,
  businessId: BusinessId,
  mailId: MailId,
  move: { from: readonly MailState[]; to: MailState; providerId?: string },
): Promise<boolean> {
  const result = await tx
    .update(outgoingMail)
    .set({
      state: move.to,
      ...(move.providerId === undefined
        ? {}
        : {
            providerId: move.providerId,
            sentAt: sql`clock_timestamp() + (select ${business.clockOffset} from ${business} where ${business.businessId} = ${businessId})`,
          }),
    })
    .where(
      and(
        eq(outgoingMail.businessId, businessId),
        eq(outgoingMail.mailId, mailId),
        inArray(outgoingMail.state, [...move.from]),
      ),
    );
  return 'count' in result && result.count === 1;
}
