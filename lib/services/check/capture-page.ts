import type { BusinessId } from '#lib/domain/ids.ts';
import { inBusiness } from '#db/in-business.ts';
import { listPages } from '#db/queries/page.ts';

/** The page where a customer of this firm can be asked: the first live one by its address, or none. */
export async function findCapturePage(businessId: BusinessId): Promise<string | null> {
  const pages = await inBusiness(businessId, (tx) => listPages(tx, businessId));
  const page = pages.find(
    (p) => p.state === 'live' && p.audience === 'customer' && p.currentVersionId !== null,
  );
  return page?.slug ?? null;
}
