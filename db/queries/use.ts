import { sql } from 'drizzle-orm';
import type { BusinessId, KeyId, UseId } from '#lib/domain/ids.ts';
import { business } from '#db/schema/business.ts';
import { consentUse } from '#db/schema/consent.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';

export interface NewUse {
  useId: UseId;
  identifierId: string;
  purpose: string;
  channel: string;
  reason: string;
  versionId: string;
  asOfSeq: number;
  keyId: KeyId;
}

export async function insertUse(tx: BusinessTx, businessId: BusinessId, use: NewUse): Promise<void> {
  const at = sql`(select clock_timestamp() + ${business.clockOffset} from ${business} where ${business.businessId} = ${businessId})`;
  assertRows(await tx.insert(consentUse).values({ businessId, ...use, at }), 1, 'use');
}
