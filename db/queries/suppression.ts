import { and, eq, inArray, sql } from 'drizzle-orm';
import type { BusinessId, ContactId, IdentifierId } from '#lib/domain/ids.ts';
import { identifier } from '#db/schema/contact.ts';
import { suppression, type SuppressionReason } from '#db/schema/stop.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** A No that was typed or said without a link, of somebody we know by now. */
export interface DueSuppression {
  identifierId: IdentifierId;
  contactId: ContactId;
  reason: SuppressionReason;
  createdAt: string;
}

/**
 * Takes the Noes that have not become events yet, and marks them: whoever calls it records the events in the same
 * transaction. With `identifiers` only theirs; without, all of the firm's, at most `max`, and those from beyond the
 * page's limits only after a day, in which the firm can look at them.
 */
export async function takeDueSuppressions(
  tx: BusinessTx,
  businessId: BusinessId,
  which: { identifiers: readonly string[]; until: string } | { until: string; max: number },
): Promise<DueSuppression[]> {
  const only =
    'identifiers' in which
      ? inArray(identifier.identifierId, [...which.identifiers])
      : sql`(${suppression.reason} <> 'queued' or ${suppression.createdAt} <= ${which.until}::timestamptz - interval '1 day')`;
  if ('identifiers' in which && which.identifiers.length === 0) return [];
  const due = await tx
    .select({
      identifierId: identifier.identifierId,
      contactId: identifier.contactId,
      kind: suppression.kind,
      keyVersion: suppression.keyVersion,
      blindIndex: suppression.blindIndex,
      reason: suppression.reason,
      createdAt: sql<string>`public.iso_instant(${suppression.createdAt})`,
    })
    .from(suppression)
    .innerJoin(
      identifier,
      and(
        eq(identifier.businessId, suppression.businessId),
        eq(identifier.kind, suppression.kind),
        eq(identifier.keyVersion, suppression.keyVersion),
        eq(identifier.blindIndex, suppression.blindIndex),
      ),
    )
    .where(
      and(
        eq(suppression.businessId, businessId),
        sql`${suppression.reason} <> 'settled'`,
        sql`${suppression.createdAt} <= ${which.until}::timestamptz`,
        sql`${suppression.expiresAt} > ${which.until}::timestamptz`,
        only,
      ),
    )
    .limit('max' in which ? which.max : which.identifiers.length)
    .for('update', { of: suppression });
  for (const row of due) {
    await tx
      .update(suppression)
      .set({ reason: 'settled' })
      .where(
        and(
          eq(suppression.businessId, businessId),
          eq(suppression.kind, row.kind),
          eq(suppression.keyVersion, row.keyVersion),
          eq(suppression.blindIndex, row.blindIndex),
        ),
      );
  }
  // Ids leave the database as plain strings; their names are given here, where the column is known.
  return due.map(({ identifierId, contactId, reason, createdAt }) => ({
    identifierId: identifierId as IdentifierId,
    contactId: contactId as ContactId,
    reason,
    createdAt,
  }));
}

/** Those whose twelve months are over. */
export async function deleteExpiredSuppressions(
  tx: BusinessTx,
  businessId: BusinessId,
  now: string,
): Promise<void> {
  await tx
    .delete(suppression)
    .where(and(eq(suppression.businessId, businessId), sql`${suppression.expiresAt} <= ${now}::timestamptz`));
}

/**
 * A fresh proven act of the person ends their earlier No. Only what has become an event goes: a No that was typed while
 * the act was under way stays.
 */
export async function liftSuppressions(
  tx: BusinessTx,
  businessId: BusinessId,
  identifiers: readonly string[],
  madeAt: string,
): Promise<void> {
  if (identifiers.length === 0) return;
  await tx.execute(sql`
    delete from public.suppression s using public.identifier i
    where s.business_id = ${businessId} and i.business_id = s.business_id
      and i.kind = s.kind and i.key_version = s.key_version and i.blind_index = s.blind_index
      and i.identifier_id in (${sql.join(
        identifiers.map((id) => sql`${id}::uuid`),
        sql`, `,
      )})
      and s.reason = 'settled' and s.created_at <= ${madeAt}::timestamptz`);
}
