import type { JobPayloads } from '#lib/domain/jobs/queues.ts';
import { sendQueuedMail } from '#lib/services/mail/send.ts';

/** A mail that an act left behind goes out; what fails is tried again for hours. */
export async function sendMailJob({ businessId, mailId }: JobPayloads['send-mail']): Promise<void> {
  await sendQueuedMail(businessId, mailId);
}
