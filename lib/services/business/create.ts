import { newId } from '#lib/adapters/ids/uuid.ts';
import { Conflict } from '#lib/domain/errors.ts';
import { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { BusinessId, MemberId } from '#lib/domain/ids.ts';
import { theVault } from '#lib/services/key/process-keys.ts';
import { insertBusiness, insertMember } from '#db/queries/business.ts';
import { insertLogHead } from '#db/queries/ledger.ts';
import { inBusiness } from '#db/in-business.ts';
import { isUniqueViolation } from '#db/sql-state.ts';

export interface CreatedBusiness {
  businessId: BusinessId;
  twinId: BusinessId;
}

/**
 * A firm and its test twin. The twin comes first: if the second transaction fails, what stays is a twin that no key
 * and no page can reach. Throws Conflict('slug_taken').
 */
export async function createBusiness(input: {
  slug: string;
  profile: BusinessProfile;
  /** next-auth user that becomes the owner. */
  ownerUserId: string | null;
}): Promise<CreatedBusiness> {
  const profile = BusinessProfile.parse(input.profile);
  const businessId = newId<BusinessId>();
  const twinId = newId<BusinessId>();
  try {
    await insert({
      businessId: twinId,
      slug: `test-${input.slug}`,
      mode: 'test',
      twinId: null,
      profile,
      ownerUserId: null,
    });
    await insert({
      businessId,
      slug: input.slug,
      mode: 'live',
      twinId,
      profile,
      ownerUserId: input.ownerUserId,
    });
  } catch (cause) {
    if (isUniqueViolation(cause)) throw new Conflict('slug_taken', { cause });
    throw cause;
  }
  return { businessId, twinId };
}

async function insert(b: {
  businessId: BusinessId;
  slug: string;
  mode: 'live' | 'test';
  twinId: BusinessId | null;
  profile: BusinessProfile;
  ownerUserId: string | null;
}): Promise<void> {
  const { ownerUserId, ...business } = b;
  await inBusiness(b.businessId, async (tx) => {
    await insertBusiness(tx, { ...business, wrappedKey: theVault().newBusinessKey(b.businessId) });
    await insertLogHead(tx, b.businessId);
    if (ownerUserId !== null) {
      await insertMember(tx, {
        businessId: b.businessId,
        memberId: newId<MemberId>(),
        userId: ownerUserId,
        role: 'owner',
      });
    }
  });
}
