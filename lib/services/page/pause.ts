import { Conflict, NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { appendEvent } from '#lib/services/ledger/append.ts';
import { inBusiness } from '#db/in-business.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { findPageBySlug, setPageState } from '#db/queries/page.ts';

/** Closes a page (it asks nothing and stores nothing) or opens it again. Twice is once. */
export async function setPaused(
  businessId: BusinessId,
  input: { pageSlug: string; paused: boolean; by: string },
): Promise<void> {
  await inBusiness(businessId, async (tx) => {
    const head = await lockLog(tx, businessId);
    const page = await findPageBySlug(tx, businessId, input.pageSlug);
    if (!page) throw new NotFound('page_not_found');
    if (page.state === 'draft') throw new Conflict('page_not_published');
    const state = input.paused ? 'paused' : 'live';
    if (page.state === state) return;
    await setPageState(tx, businessId, page.pageId, state);
    const body = { page: page.pageId, state, by: input.by } as const;
    await appendEvent(tx, businessId, head, { kind: 'page_changed', body, contacts: [] });
  });
}
