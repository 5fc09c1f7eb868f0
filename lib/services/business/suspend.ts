import type { BusinessId } from '#lib/domain/ids.ts';
import { appendEvent } from '#lib/services/ledger/append.ts';
import { getBusiness, setBusinessState } from '#db/queries/business.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { inBusiness } from '#db/in-business.ts';

/** Stops a firm: every check says no, pages ask nothing, withdrawing goes on. Twice is once. */
export async function setSuspended(
  businessId: BusinessId,
  input: { suspended: boolean; by: string },
): Promise<void> {
  await inBusiness(businessId, async (tx) => {
    const head = await lockLog(tx, businessId);
    const state = input.suspended ? 'suspended' : 'active';
    const business = await getBusiness(tx, businessId);
    if (business?.state === state) return;
    await setBusinessState(tx, businessId, state);
    const kind = input.suspended ? 'business_suspended' : 'business_resumed';
    await appendEvent(tx, businessId, head, { kind, body: { by: input.by }, contacts: [] });
  });
}
