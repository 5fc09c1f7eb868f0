import { DomainError } from '#lib/domain/errors.ts';
import type { BusinessId, VersionId } from '#lib/domain/ids.ts';
import { readVersion } from '#lib/domain/template/version.ts';
import { getBusiness } from '#db/queries/business.ts';
import { getPage, getVersion } from '#db/queries/page.ts';
import { inBusiness } from '#db/in-business.ts';
import { publishVersion } from './publish.ts';

/**
 * Publishes in the test twin what the firm shows now on the page of that version. What it shows now and not what the
 * job was made for: a job that is tried again late must not put an old text over a newer one. Twice changes nothing.
 */
export async function mirrorVersion(businessId: BusinessId, versionId: VersionId): Promise<void> {
  const source = await inBusiness(businessId, async (tx) => {
    const business = await getBusiness(tx, businessId);
    const published = await getVersion(tx, businessId, versionId);
    const page = published ? await getPage(tx, businessId, published.pageId) : null;
    const stored = page?.currentVersionId ? await getVersion(tx, businessId, page.currentVersionId) : null;
    return business?.twinId && stored
      ? { twinId: business.twinId, version: readVersion(stored.versionId, stored.content) }
      : null;
  });
  if (!source) return;
  try {
    const { page, draft } = source.version.content;
    await publishVersion(source.twinId, { pageSlug: page.slug, draft, by: 'mirror' });
  } catch (cause) {
    if (!(cause instanceof DomainError && cause.code === 'version_unchanged')) throw cause;
  }
}
