import type { BusinessId } from '#lib/domain/ids.ts';
import { inBusiness } from '#db/in-business.ts';
import { revokeApiKeyByHint } from '#db/queries/api-key.ts';

/**
 * Ends a key by its last four characters, as they are shown beside it. The next check with it is refused: every check
 * reads the key again. `false` when no living key, or more than one, ends so.
 */
export async function revokeApiKey(businessId: BusinessId, hint: string): Promise<boolean> {
  return inBusiness(businessId, (tx) => revokeApiKeyByHint(tx, businessId, hint));
}
