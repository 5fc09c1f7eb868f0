import { and, eq, max } from 'drizzle-orm';
import type { BusinessId, PageId, VersionId } from '#lib/domain/ids.ts';
import { shortLink } from '#db/schema/operation.ts';
import { page, version, versionOwner } from '#db/schema/page.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface StoredPage {
  pageId: PageId;
  slug: string;
  audience: 'customer' | 'supplier' | 'employee';
  state: 'draft' | 'live' | 'paused';
  currentVersionId: VersionId | null;
}

const columns = {
  pageId: page.pageId,
  slug: page.slug,
  audience: page.audience,
  state: page.state,
  currentVersionId: page.currentVersionId,
};

export async function findPageBySlug(
  tx: BusinessTx,
  businessId: BusinessId,
  slug: string,
): Promise<StoredPage | null> {
  const rows = await tx
    .select(columns)
    .from(page)
    .where(and(eq(page.businessId, businessId), eq(page.slug, slug)));
  return rows[0] ? named(rows[0]) : null;
}

export async function getPage(
  tx: BusinessTx,
  businessId: BusinessId,
  pageId: string,
): Promise<StoredPage | null> {
  const rows = await tx
    .select(columns)
    .from(page)
    .where(and(eq(page.businessId, businessId), eq(page.pageId, pageId)));
  return rows[0] ? named(rows[0]) : null;
}

export async function listPages(tx: BusinessTx, businessId: BusinessId): Promise<StoredPage[]> {
  const rows = await tx.select(columns).from(page).where(eq(page.businessId, businessId)).orderBy(page.slug);
  return rows.map(named);
}

export async function insertPage(
  tx: BusinessTx,
  businessId: BusinessId,
  p: { pageId: PageId; slug: string; audience: StoredPage['audience']; at: string },
): Promise<void> {
  const row = {
    businessId,
    pageId: p.pageId,
    slug: p.slug,
    audience: p.audience,
    state: 'draft' as const,
    createdAt: p.at,
  };
  assertRows(await tx.insert(page).values(row), 1, 'page');
}

export interface StoredVersion {
  versionId: VersionId;
  pageId: PageId;
  number: number;
  content: string;
}

export async function getVersion(
  tx: BusinessTx,
  businessId: BusinessId,
  versionId: string,
): Promise<StoredVersion | null> {
  const rows = await tx
    .select({
      versionId: version.versionId,
      pageId: version.pageId,
      number: version.number,
      content: version.content,
    })
    .from(version)
    .where(and(eq(version.businessId, businessId), eq(version.versionId, versionId)));
  const row = rows[0];
  return row ? { ...row, versionId: row.versionId as VersionId, pageId: row.pageId as PageId } : null;
}

export async function highestVersionNumber(
  tx: BusinessTx,
  businessId: BusinessId,
  pageId: PageId,
): Promise<number> {
  const rows = await tx
    .select({ highest: max(version.number) })
    .from(version)
    .where(and(eq(version.businessId, businessId), eq(version.pageId, pageId)));
  return rows[0]?.highest ?? 0;
}

export async function insertVersion(
  tx: BusinessTx,
  businessId: BusinessId,
  v: { versionId: VersionId; pageId: PageId; number: number; content: string; at: string; by: string },
): Promise<void> {
  const { versionId, pageId, number, content } = v;
  const row = { businessId, versionId, pageId, number, content, publishedAt: v.at, publishedBy: v.by };
  assertRows(await tx.insert(version).values(row), 1, 'version');
  assertRows(await tx.insert(versionOwner).values({ businessId, versionId }), 1, 'version owner');
}

/** False where some page has that code already, this one or another. */
export async function insertShortLink(
  tx: BusinessTx,
  businessId: BusinessId,
  link: { code: string; pageId: PageId },
): Promise<boolean> {
  const result = await tx
    .insert(shortLink)
    .values({ businessId, ...link })
    .onConflictDoNothing();
  return result.count === 1;
}

export async function showVersion(
  tx: BusinessTx,
  businessId: BusinessId,
  pageId: PageId,
  versionId: VersionId,
): Promise<void> {
  const result = await tx
    .update(page)
    .set({ currentVersionId: versionId, state: 'live' })
    .where(and(eq(page.businessId, businessId), eq(page.pageId, pageId)));
  assertRows(result, 1, 'page version');
}

export async function setPageState(
  tx: BusinessTx,
  businessId: BusinessId,
  pageId: PageId,
  state: StoredPage['state'],
): Promise<void> {
  const result = await tx
    .update(page)
    .set({ state })
    .where(and(eq(page.businessId, businessId), eq(page.pageId, pageId)));
  assertRows(result, 1, 'page state');
}

/** Ids leave the database as plain strings; their names are given here, where the column is known. */
function named(row: {
  pageId: string;
  slug: string;
  audience: StoredPage['audience'];
  state: StoredPage['state'];
  currentVersionId: string | null;
}): StoredPage {
  return { ...row, pageId: row.pageId as PageId, currentVersionId: row.currentVersionId as VersionId | null };
}

/** Every text the firm ever published, for the words its checks may use. */
export async function listVersionContents(tx: BusinessTx, businessId: BusinessId): Promise<string[]> {
  const rows = await tx
    .select({ content: version.content })
    .from(version)
    .where(eq(version.businessId, businessId));
  return rows.map((r) => r.content);
}
