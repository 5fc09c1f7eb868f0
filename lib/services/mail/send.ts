import { sendMail } from '#lib/adapters/mail/mail.ts';
import { unseal } from '#lib/adapters/vault/seal.ts';
import { config } from '#lib/config.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { BusinessId, MailId } from '#lib/domain/ids.ts';
import { ReceiptMail } from '#lib/domain/mail/receipt-mail.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { getMail, mailsOfContact, moveMail } from '#db/queries/mail.ts';
import { receiptMail } from '#emails/receipt.ts';
import { mailKey, mailPlace } from './keys.ts';

/** After that long nobody waits for a receipt any more, and Resend would soon take the same mail for a second one. */
const triedHoursMax = 10;

/**
 * Sends a mail that was queued; sent or given up, it is left alone. Tried again it is the same mail to Resend. Throws
 * `Unavailable` where trying again later may help.
 */
export async function sendQueuedMail(businessId: BusinessId, mailId: MailId): Promise<void> {
  const found = await inBusiness(businessId, (tx) => open(tx, businessId, mailId));
  if (!found) return;
  const { mail, ageHours } = found;
  const { appUrl } = config();
  const written = await receiptMail(mail, appUrl);
  const move = async (to: 'sent' | 'failed', providerId?: string) =>
    inBusiness(businessId, (tx) =>
      moveMail(tx, businessId, mailId, {
        from: ['queued'],
        to,
        ...(providerId === undefined ? {} : { providerId }),
      }),
    );
  try {
    const { providerId } = await sendMail({
      to: mail.to,
      ...written,
      headers: {
        // RFC 8058: the reader's mail program posts to it, without a page and without a question (R59).
        'List-Unsubscribe': `<${appUrl}/r/${mail.token}/unsubscribe>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
      tags: { business: businessId, mail: mailId },
      idempotencyKey: mailId,
    });
    await move('sent', providerId);
  } catch (cause) {
    const hopeless = cause instanceof DomainError && cause.kind === 'invalid';
    if (!hopeless && ageHours < triedHoursMax) throw cause;
    await move('failed');
  }
}

async function open(
  tx: BusinessTx,
  businessId: BusinessId,
  mailId: MailId,
): Promise<{ mail: ReceiptMail; ageHours: number } | null> {
  const stored = await getMail(tx, businessId, mailId);
  if (stored?.state !== 'queued') return null;
  const { contactId, sealed, ageHours } = stored;
  const mail = ReceiptMail.parse(
    JSON.parse(
      unseal(await mailKey(tx, businessId, contactId), mailPlace(businessId, mailId), sealed).toString(
        'utf8',
      ),
    ),
  );
  // Meanwhile an earlier one may have come back.
  const { unwanted } = await mailsOfContact(tx, businessId, contactId, mail.answeredAt);
  if (!unwanted) return { mail, ageHours };
  await moveMail(tx, businessId, mailId, { from: ['queued'], to: 'failed' });
  return null;
}
