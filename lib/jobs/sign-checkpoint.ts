import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { signCheckpoint } from '#lib/services/ledger/checkpoint.ts';

/** Some seconds after an act: what the log holds now is signed. */
export async function signCheckpointJob({ businessId }: JobPayloads['sign-checkpoint']): Promise<void> {
  await signCheckpoint(businessId);
}
