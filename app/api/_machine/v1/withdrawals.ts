import { z } from 'zod';
import { changing } from '#app/api/_machine/idempotency.ts';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import {
  CreateWithdrawal,
  recordWithdrawal,
  type RecordedWithdrawal,
} from '#lib/services/consent/withdraw-api.ts';

export const WithdrawalBody = z.strictObject({
  withdrawn: z
    .array(z.strictObject({ purpose: z.string(), channel: Channel }))
    .meta({ description: 'The consents that ended. Empty where there were none, or nobody known.' }),
  as_of: z.string().regex(/^\d+$/u),
});

/** `POST /api/v1/withdrawals`: a withdrawal that reached the firm by a call, a letter or in person (R50). */
export const postWithdrawal = changing({
  path: '/api/v1/withdrawals',
  reads: CreateWithdrawal,
  act: recordWithdrawal,
  status: 200,
  tells: ({ withdrawn, asOf }: RecordedWithdrawal) => ({ withdrawn, as_of: asOf }),
});
