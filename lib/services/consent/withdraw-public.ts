import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex, INDEX_KEY_VERSION } from '#lib/adapters/vault/blind-index.ts';
import { addPeriod } from '#lib/domain/consent/period.ts';
import type { TaskId } from '#lib/domain/ids.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import type { Firm } from '#lib/services/page/open.ts';
import { findPage } from '#db/before-business.ts';
import { inBusinessToEnd } from '#db/in-business.ts';
import { businessNow } from '#db/queries/business.ts';
import { suppress } from '#db/queries/stop.ts';
import { openTask } from '#db/queries/task.ts';
import { suppressionLifetime } from './withdraw-said.ts';

/** The firm whose page this is, whether or not it asks anything at the moment. `pageSlug` null: the firm's own address. */
export async function openWithdrawPage(businessSlug: string, pageSlug: string | null): Promise<Firm | null> {
  const found = await findPage(businessSlug, pageSlug ?? '');
  if (!found || (pageSlug !== null && (!found.page || found.page.state === 'draft'))) return null;
  const { businessId, mode, profile } = found;
  return { businessId, mode, slug: found.businessSlug, profile };
}

/**
 * A withdrawal by somebody who only knows their number or address. Nobody is looked up: everybody's No becomes the same
 * row, which the next check reads, and a job turns it into an event for whom we know. So the page says the same, does
 * the same and takes as long for a number that is known as for any other.
 */
export async function withdrawPublicly(
  firm: Firm,
  who: { kind: 'phone' | 'email'; value: string },
  limits: { beyond: boolean; peak: boolean },
): Promise<void> {
  const { businessId } = firm;
  await inBusinessToEnd(businessId, async (tx) => {
    const keys = await businessKeys(tx, businessId);
    const at = await businessNow(tx, businessId);
    await suppress(tx, businessId, {
      kind: who.kind,
      keyVersion: INDEX_KEY_VERSION,
      index: blindIndex(keys.indexKey(who.kind), who.value),
      reason: limits.beyond ? 'queued' : 'withdrawn',
      at,
      expiresAt: addPeriod(at, suppressionLifetime),
    });
    if (limits.peak) {
      const task = { taskId: newId<TaskId>(), kind: 'withdrawal_peak', contactId: null, at } as const;
      await openTask(tx, businessId, task);
    }
    await enqueue(tx, 'settle-noes', { businessId });
  });
}
