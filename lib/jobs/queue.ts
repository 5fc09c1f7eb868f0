import { closeQueue, openQueue, workOn } from '#lib/adapters/queue/boss.ts';
import { auditContactJob } from './audit-contact.ts';
import { forgetOutcomesJob } from './forget-outcomes.ts';
import { mirrorVersionJob } from './mirror-version.ts';
import { settleNoesJob } from './settle-noes.ts';
import { sendMailJob } from './send-mail.ts';
import { signCheckpointJob } from './sign-checkpoint.ts';

/** Opens the queue and starts the workers. */
export async function startJobs(): Promise<void> {
  await openQueue({ work: true });
  await workOn('audit-contact', auditContactJob);
  await workOn('mirror-version', mirrorVersionJob);
  await workOn('settle-noes', settleNoesJob);
  await workOn('forget-outcomes', forgetOutcomesJob);
  await workOn('sign-checkpoint', signCheckpointJob);
  await workOn('send-mail', sendMailJob);
}

export async function stopJobs(): Promise<void> {
  await closeQueue();
}
