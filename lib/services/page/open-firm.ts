import type { Version } from '#lib/domain/template/version.ts';
import { findPage } from '#db/before-business.ts';
import { inBusiness } from '#db/in-business.ts';
import { getVersion, listPages } from '#db/queries/page.ts';
import type { Firm } from './open.ts';
import { rememberVersion } from './version-memory.ts';

/** A firm by its address, with the text its first live page shows now. */
export async function openFirm(
  businessSlug: string,
): Promise<{ firm: Firm; version: Version | null } | null> {
  const found = await findPage(businessSlug, '');
  if (!found) return null;
  const { businessId } = found;
  const firm = { businessId, mode: found.mode, slug: found.businessSlug, profile: found.profile };
  const stored = await inBusiness(businessId, async (tx) => {
    const page = (await listPages(tx, businessId)).find(
      (p) => p.state === 'live' && p.currentVersionId !== null,
    );
    return page?.currentVersionId ? getVersion(tx, businessId, page.currentVersionId) : null;
  });
  return { firm, version: stored ? rememberVersion(stored, firm) : null };
}
