import { eq, sql } from 'drizzle-orm';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { BusinessId, MemberId } from '#lib/domain/ids.ts';
import { business, businessKey, businessSlug, member } from '#db/schema/business.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface StoredBusiness {
  businessId: BusinessId;
  slug: string;
  mode: 'live' | 'test';
  twinId: BusinessId | null;
  state: 'active' | 'suspended';
  profile: BusinessProfile;
}

export async function getBusiness(tx: BusinessTx, businessId: BusinessId): Promise<StoredBusiness | null> {
  const rows = await tx
    .select({
      slug: business.slug,
      mode: business.mode,
      twinId: business.twinId,
      state: business.state,
      profile: business.profile,
    })
    .from(business)
    .where(eq(business.businessId, businessId));
  const row = rows[0];
  return row ? { ...row, businessId, twinId: row.twinId as BusinessId | null } : null;
}

export async function insertBusiness(
  tx: BusinessTx,
  b: {
    businessId: BusinessId;
    slug: string;
    mode: 'live' | 'test';
    twinId: BusinessId | null;
    profile: BusinessProfile;
    wrappedKey: Buffer;
  },
): Promise<void> {
  const { businessId, slug, mode, twinId, profile } = b;
  const row = { businessId, slug, mode, twinId, profile, createdAt: sql`clock_timestamp()` };
  assertRows(await tx.insert(business).values(row), 1, 'business');
  assertRows(await tx.insert(businessSlug).values({ businessId, slug }), 1, 'business address');
  assertRows(await tx.insert(businessKey).values({ businessId, wrapped: b.wrappedKey }), 1, 'business key');
}

/** Now for this business, ISO 8601 UTC with microseconds. */
export async function businessNow(tx: BusinessTx, businessId: BusinessId): Promise<string> {
  const rows = await tx
    .select({ now: sql<string>`public.iso_instant(clock_timestamp() + ${business.clockOffset})` })
    .from(business)
    .where(eq(business.businessId, businessId));
  assertRows(rows, 1, 'business clock');
  return rows[0]?.now ?? '';
}

export async function setBusinessState(
  tx: BusinessTx,
  businessId: BusinessId,
  state: StoredBusiness['state'],
): Promise<void> {
  assertRows(
    await tx.update(business).set({ state }).where(eq(business.businessId, businessId)),
    1,
    'business state',
  );
}

export async function getWrappedBusinessKey(tx: BusinessTx, businessId: BusinessId): Promise<Buffer | null> {
  const rows = await tx
    .select({ wrapped: businessKey.wrapped })
    .from(businessKey)
    .where(eq(businessKey.businessId, businessId));
  return rows[0]?.wrapped ?? null;
}

export async function insertMember(
  tx: BusinessTx,
  m: {
    businessId: BusinessId;
    memberId: MemberId;
    userId: string;
    role: 'owner' | 'office' | 'field' | 'reviewer' | 'developer';
  },
): Promise<void> {
  assertRows(await tx.insert(member).values({ ...m, createdAt: sql`clock_timestamp()` }), 1, 'member');
}
