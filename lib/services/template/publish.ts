import { newId } from '#lib/adapters/ids/uuid.ts';
import { Conflict, NotFound } from '#lib/domain/errors.ts';
import type { BusinessId, PageId, VersionId } from '#lib/domain/ids.ts';
import { PageSlug } from '#lib/domain/business/slug.ts';
import { TemplateDraft } from '#lib/domain/template/draft.ts';
import { versionOf } from '#lib/domain/template/version.ts';
import { appendEvent } from '#lib/services/ledger/append.ts';
import { ensureShortLink } from '#lib/services/page/short-link.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { getBusiness } from '#db/queries/business.ts';
import { lockLog } from '#db/queries/ledger.ts';
import {
  findPageBySlug,
  getVersion,
  highestVersionNumber,
  insertPage,
  insertVersion,
  showVersion,
} from '#db/queries/page.ts';
import { inBusiness } from '#db/in-business.ts';

export interface Published {
  versionId: VersionId;
  pageId: PageId;
  number: number;
}

/**
 * Makes a draft the text that is shown: immutable, named by the hash of its own bytes, numbered on its page. The log's
 * lock makes two people who publish at once come one after the other; what is shown already is refused as
 * Conflict('version_unchanged'), and going back to an earlier text shows that version again. The test twin follows by a job.
 */
export async function publishVersion(
  businessId: BusinessId,
  input: { pageSlug: string; draft: TemplateDraft; by: string },
): Promise<Published> {
  const draft = TemplateDraft.parse(input.draft);
  const pageSlug = PageSlug.parse(input.pageSlug);
  return inBusiness(businessId, async (tx) => {
    const head = await lockLog(tx, businessId);
    const business = await getBusiness(tx, businessId);
    if (!business) throw new NotFound('business_not_found');
    const existing = await findPageBySlug(tx, businessId, pageSlug);
    const pageId = existing?.pageId ?? newId<PageId>();

    const version = versionOf(draft, {
      business: { id: businessId, profile: business.profile },
      page: { id: pageId, slug: pageSlug, audience: 'customer' },
    });
    const versionId = version.id as VersionId;
    const known = await getVersion(tx, businessId, versionId);
    if (known && existing?.currentVersionId === versionId) throw new Conflict('version_unchanged');
    const number = known?.number ?? (await highestVersionNumber(tx, businessId, pageId)) + 1;

    if (!existing)
      await insertPage(tx, businessId, { pageId, slug: pageSlug, audience: 'customer', at: head.at });
    if (!known) {
      const { json: content } = version;
      const { at } = head;
      await insertVersion(tx, businessId, { versionId, pageId, number, content, at, by: input.by });
    }
    await showVersion(tx, businessId, pageId, versionId);
    await ensureShortLink(tx, { businessId, businessSlug: business.slug, pageId, pageSlug });
    const body = { page: pageId, version: versionId, number, by: input.by };
    await appendEvent(tx, businessId, head, { kind: 'version_published', body, contacts: [] });
    if (business.twinId) await enqueue(tx, 'mirror-version', { businessId, versionId });
    return { versionId, pageId, number };
  });
}
