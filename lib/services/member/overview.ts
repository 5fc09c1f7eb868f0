import { seesAnswers, type Role } from '#lib/domain/member/rights.ts';
import { NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
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
    const listed: ListedPage[] = [];
    for (const page of pages) listed.push(await describePage(tx, businessId, page));
    const answers = seesAnswers(role) ? await gatherAnswers(tx, businessId) : null;
    return { role, business, pages, listed, answers };
  });
  const { role, business, pages, listed, answers } = gathered;
  const { legalName, town } = business.profile;
  return {
    firm: { legalName, town, slug: business.slug, state: business.state },
    role,
    pages: listed,
    answers: answers && (await describeAnswers(answers, pages, business.state)),
  };
}

async function describePage(tx: BusinessTx, businessId: BusinessId, page: StoredPage): Promise<ListedPage> {
  const { slug, state, currentVersionId } = page;
  const version = currentVersionId === null ? null : await getVersion(tx, businessId, currentVersionId);
  return { slug, state, versionNumber: version?.number ?? null };
}
