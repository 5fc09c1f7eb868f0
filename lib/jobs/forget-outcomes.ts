import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { forgetOutcomes } from '#lib/services/idempotency/forget.ts';

/** Answers to idempotency keys are kept for 72 hours and no longer. */
export async function forgetOutcomesJob({ businessId }: JobPayloads['forget-outcomes']): Promise<void> {
  await forgetOutcomes(businessId);
}
