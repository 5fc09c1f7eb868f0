import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { settleAllNoes } from '#lib/services/consent/settle.ts';

/** What was withdrawn without a link becomes an event for whoever is known. */
export async function settleNoesJob({ businessId }: JobPayloads['settle-noes']): Promise<void> {
  while (await settleAllNoes(businessId));
}
