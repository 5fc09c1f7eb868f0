import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { config } from '#lib/config.ts';

/** What stands beside a report: Resend signs as Standard Webhooks, with Svix's names for the headers. */
export interface Signed {
  readonly body: Buffer;
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: string;
  readonly signature: string;
}

const ids = z.record(z.string(), z.string());
// Documents show tags as an object; they have been seen as the list that was sent.
const Tags = z.union([
  ids,
  z
    .array(z.object({ name: z.string(), value: z.string() }))
    .transform((list) => Object.fromEntries(list.map(({ name, value }) => [name, value]))),
]);
const Report = z.object({ type: z.string(), data: z.object({ tags: Tags.optional() }) });

export interface MailReport {
  /** Such as `email.bounced`. */
  readonly type: string;
  /** As they went out with the mail. */
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * A report of Resend's, if it is one: signed over the very bytes, at most five minutes old. `null` for every other, and
 * for all while no secret is set. One that is signed and unreadable says nothing of any mail.
 */
export function readReport({ body, id, timestamp, signature }: Signed): MailReport | null {
  const { resendWebhookSecret } = config();
  if (resendWebhookSecret === null) return null;
  let told: unknown;
  try {
    told = new Webhook(resendWebhookSecret).verify(body, {
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': signature,
    });
  } catch {
    return null;
  }
  const report = Report.safeParse(told);
  return report.success
    ? { type: report.data.type, tags: report.data.data.tags ?? {} }
    : { type: 'unknown', tags: {} };
}
