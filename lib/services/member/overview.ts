import { seesAnswers, type Role } from '#lib/domain/member/rights.ts';
import { NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { shortLinkOf } from '#lib/services/page/short-link.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { getBusiness } from '#db/queries/business.ts';
import { roleOf } from '#db/queries/member.ts';
import { getVersion, listPages, type StoredPage } from '#db/queries/page.ts';
import { describeAnswers, gatherAnswers, type ListedAnswer } from './answers.ts';

export interface Overview {
  firm: { legalName: string; town: string; slug: string; state: 'active' | 'suspended' };
  role: Role;
  pages: ListedPage[];
  /** `null` where the role may not see who answered. */
  answers: ListedAnswer[] | null;
}

export interface ListedPage {
  slug: string;
  state: StoredPage['state'];
  /** `null` until something is published. */
  versionNumber: number | null;
  /** Of the short address `/s/{code}`; `null` where the page has none. */
  shortCode: string | null;
}

/**
 * The console's first page: the firm, its pages and its last answers. Asks again whether this user belongs to the
 * firm, whatever the door has found out: who was removed gets NotFound('business_not_found') at the next request, as
 * does everybody who never belonged.
 */
export async function readOverview(who: { userId: string; businessId: BusinessId }): Promise<Overview> {
  const { userId, businessId } = who;
  const gathered = await inBusiness(businessId, async (tx) => {
    const role = await roleOf(tx, businessId, userId);
    const business = role === null ? null : await getBusiness(tx, businessId);
    if (role === null || business === null) throw new NotFound('business_not_found');
    const pages = await listPages(tx, businessId);
    const versions: (number | null)[] = [];
    for (const page of pages) versions.push(await versionNumberOf(tx, businessId, page));
    const answers = seesAnswers(role) ? await gatherAnswers(tx, businessId) : null;
    return { role, business, pages, versions, answers };
  });
  const { role, business, pages, versions, answers } = gathered;
  const codes = await Promise.all(
    pages.map(({ pageId, slug }) =>
      shortLinkOf({ businessId, businessSlug: business.slug, pageId, pageSlug: slug }),
    ),
  );
  const { legalName, town } = business.profile;
  return {
    firm: { legalName, town, slug: business.slug, state: business.state },
    role,
    pages: pages.map(({ slug, state }, index) => ({
      slug,
      state,
      versionNumber: versions[index] ?? null,
      shortCode: codes[index] ?? null,
    })),
    answers: answers && (await describeAnswers(answers, pages, business.state)),
  };
}

async function versionNumberOf(
  tx: BusinessTx,
  businessId: BusinessId,
  { currentVersionId }: StoredPage,
): Promise<number | null> {
  const version = currentVersionId === null ? null : await getVersion(tx, businessId, currentVersionId);
  return version?.number ?? null;
}
