import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { mirrorVersion } from '#lib/services/template/mirror.ts';

/** What the firm published live is there in its test twin too. */
export async function mirrorVersionJob({
  businessId,
  versionId,
}: JobPayloads['mirror-version']): Promise<void> {
  await mirrorVersion(businessId, versionId);
}
