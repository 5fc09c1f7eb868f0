import type { BusinessId } from '#lib/domain/ids.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { inBusiness } from '#db/in-business.ts';
import { deleteOldOutcomes } from '#db/queries/idempotency.ts';

/** Removes answers that were kept for 72 hours, and comes back for those that were not yet. Returns how many went. */
export async function forgetOutcomes(businessId: BusinessId): Promise<number> {
  return inBusiness(businessId, async (tx) => {
    const { gone, left } = await deleteOldOutcomes(tx, businessId);
    if (left) await enqueue(tx, 'forget-outcomes', { businessId });
    return gone;
  });
}
