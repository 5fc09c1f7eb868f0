import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { log } from '#lib/adapters/log/log.ts';
import { auditContact } from '#lib/services/ledger/audit.ts';

/** After each act on somebody's consent: do their events still add up to their state? */
export async function auditContactJob({
  businessId,
  contactId,
}: JobPayloads['audit-contact']): Promise<void> {
  const findings = await auditContact(businessId, contactId);
  if (findings.length > 0)
    log().error({ businessId, contactId, findings: findings.length }, 'ledger and state differ');
}
