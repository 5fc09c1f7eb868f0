import type { BusinessId, PageId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { readShortCode, shortCode } from '#lib/domain/token/short-code.ts';
import { findShortLinkPage, type ShortLinkPage } from '#db/before-business.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { insertShortLink } from '#db/queries/page.ts';

interface PageAddress {
  businessId: BusinessId;
  businessSlug: string;
  pageId: PageId;
  pageSlug: string;
}

/** With 1,000,000 pages one code in 500 is taken: this many in a row never are. */
const attemptsMax = 20;

/** The page behind `/s/{code}`; `null` for every code that leads nowhere. */
export async function findShortLink(typed: string): Promise<ShortLinkPage | null> {
  const code = readShortCode(typed);
  return code === null ? null : findShortLinkPage(code);
}

/** The code a page has; `null` for one that was not published since there are short addresses. */
export async function shortLinkOf(at: PageAddress): Promise<string | null> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const code = shortCode(at.businessId, at.pageId, attempt);
    const found = await findShortLinkPage(code);
    if (!found) return null;
    if (leadsTo(found, at)) return code;
  }
  return null;
}

/**
 * Gives a page its short address if it has none, in the transaction of its publication. The app may not list codes, so
 * the page itself says which code it would have; only who has that code already is looked up.
 */
export async function ensureShortLink(tx: BusinessTx, at: PageAddress): Promise<string> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
    const code = shortCode(at.businessId, at.pageId, attempt);
    if (await insertShortLink(tx, at.businessId, { code, pageId: at.pageId })) return code;
    const taken = await findShortLinkPage(code);
    if (taken && leadsTo(taken, at)) return code;
  }
  invariant(false, 'no free code for a short address');
}

function leadsTo(found: ShortLinkPage, at: PageAddress): boolean {
  return found.businessSlug === at.businessSlug && found.pageSlug === at.pageSlug;
}
