import { Resend, type ErrorResponse } from 'resend';
import { config } from '#lib/config.ts';
import { Invalid, Unavailable } from '#lib/domain/errors.ts';
import type { Mail } from './mail.ts';

const sendMsMax = 15_000;

/**
 * What is wrong with the mail itself: sending it again changes nothing. Everything else (a key, a quota, a domain, an
 * outage) is mended by waiting or by the operator.
 */
const hopeless = new Set([
  'validation_error',
  'missing_required_field',
  'invalid_parameter',
  'invalid_idempotent_request',
]);

export async function sendByResend(mail: Mail): Promise<{ providerId: string }> {
  const { resendApiKey, resendBaseUrl, mailFrom } = config();
  if (resendApiKey === null) throw new Unavailable('mail_not_configured');
  const resend = new Resend(resendApiKey, resendBaseUrl === null ? {} : { baseUrl: resendBaseUrl });
  const { data, error } = await answered(() =>
    resend.emails.send(
      {
        from: mailFrom,
        // A list of one: a comma in an address can then never become a second reader.
        to: [mail.to],
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        headers: { ...mail.headers },
        tags: Object.entries(mail.tags).map(([name, value]) => ({ name, value })),
      },
      { idempotencyKey: mail.idempotencyKey, signal: AbortSignal.timeout(sendMsMax) },
    ),
  );
  if (error) throw refusalOf(error);
  return { providerId: data.id };
}

/** The SDK returns what went wrong, but throws when we stop waiting. Its words may hold the address and stay out. */
async function answered<T>(send: () => Promise<T>): Promise<T> {
  try {
    return await send();
  } catch {
    throw new Unavailable('mail_unavailable');
  }
}

function refusalOf({ name }: ErrorResponse): Error {
  if (hopeless.has(name)) return new Invalid('mail_refused');
  return new Unavailable(/^[a-z_]{1,40}$/u.test(name) ? `mail_${name}` : 'mail_unavailable');
}
