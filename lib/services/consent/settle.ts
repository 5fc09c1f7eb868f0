import { everyGrantUntil } from '#lib/domain/consent/withdrawal.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { lockLog, type LockedHead } from '#db/queries/ledger.ts';
import { stopsOfIdentifiers } from '#db/queries/stop.ts';
import {
  deleteExpiredSuppressions,
  takeDueSuppressions,
  type DueSuppression,
} from '#db/queries/suppression.ts';

/** How many Noes one job turns into events. */
const batchMax = 200;

/**
 * A No without a link counts from the moment its row is there; the event is written later, so that the page needs the
 * same work for whom we know and whom we do not. Whatever else is recorded about these identifiers comes after that
 * event: call this first, with the log locked. Returns the head to go on with.
 */
export async function settleNoes(
  tx: BusinessTx,
  businessId: BusinessId,
  head: LockedHead,
  identifiers: readonly string[],
): Promise<LockedHead> {
  const due = await takeDueSuppressions(tx, businessId, { identifiers, until: head.at });
  return recordNoes(tx, businessId, head, due);
}

/** The job's: every firm's Noes that are due. Returns whether there may be more. */
export async function settleAllNoes(businessId: BusinessId): Promise<boolean> {
  return inBusiness(businessId, async (tx) => {
    const head = await lockLog(tx, businessId);
    const due = await takeDueSuppressions(tx, businessId, { until: head.at, max: batchMax });
    await recordNoes(tx, businessId, head, due);
    await deleteExpiredSuppressions(tx, businessId, head.at);
    return due.length === batchMax;
  });
}

async function recordNoes(
  tx: BusinessTx,
  businessId: BusinessId,
  head: LockedHead,
  due: readonly DueSuppression[],
): Promise<LockedHead> {
  let next = head;
  for (const no of due) {
    const identifiers = [no.identifierId];
    const targets = everyGrantUntil(await linesOfIdentifiers(tx, businessId, identifiers), no.createdAt);
    const stops = await stopsOfIdentifiers(tx, businessId, identifiers);
    const standing = stops.some((s) => s.kind === 'withdrawn_all' && s.liftedSeq === null);
    if (standing && targets.length === 0) continue;
    await recordConsent(tx, businessId, next, {
      kind: 'withdrawn',
      contact: no.contactId,
      holders: new Map([[no.identifierId, no.contactId]]),
      body: {
        how: howOf(no.reason),
        receipt: null,
        scope: 'all',
        targets,
        stops: identifiers,
        made_at: no.createdAt,
      },
    });
    next = await lockLog(tx, businessId);
  }
  return next;
}

function howOf(reason: DueSuppression['reason']): 'public_form' | 'message' | 'api' {
  switch (reason) {
    case 'message':
    case 'api':
      return reason;
    case 'withdrawn':
    case 'queued':
    case 'settled':
      return 'public_form';
  }
}
