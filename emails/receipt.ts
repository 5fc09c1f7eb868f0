import type { ReceiptMail } from '#lib/domain/mail/receipt-mail.ts';
import { formatInstant } from '#lib/i18n/format.ts';
import { translator } from '#lib/i18n/translate.ts';
import type { Block, WrittenMail } from './letter.ts';
import { write } from './write.tsx';

const timeZone = 'Europe/Berlin';
const signs = { granted: '✓', refused: '–', waiting: '…' } as const;

/** The customer's copy by mail: what was answered, the way back and out, who asked. Nothing else (R37, R41). */
export async function receiptMail(mail: ReceiptMail, appUrl: string): Promise<WrittenMail> {
  const { firm, locale, formNumber } = mail;
  const t = translator(locale);
  const words = (text: string): Block => ({ kind: 'words', text });
  const subject = t('mail.receipt.subject', { firm: firm.legalName, number: formNumber });
  return write({
    language: locale,
    subject: mail.mode === 'test' ? t('mail.receipt.test_subject', { subject }) : subject,
    blocks: [
      ...(mail.mode === 'test' ? [words(t('mail.receipt.test'))] : []),
      words(
        t('mail.receipt.lead', {
          firm: firm.legalName,
          when: formatInstant(mail.answeredAt, timeZone, locale),
        }),
      ),
      {
        kind: 'lines',
        lines: mail.lines.map(({ title, choice }) => ({
          sign: signs[choice],
          text: t('mail.receipt.line', { choice: t(`receipt.line.${choice}`), title }),
        })),
      },
      words(t('mail.receipt.open')),
      { kind: 'link', url: `${appUrl}/r/${mail.token}` },
      words(t('mail.receipt.secret')),
      ...(mail.typed ? [words(t('mail.receipt.typed'))] : []),
      words(t('mail.receipt.text', { number: String(mail.versionNumber) })),
      { kind: 'link', url: `${appUrl}/t/${mail.versionId}` },
      words(
        t('mail.receipt.sender', {
          firm: firm.legalName,
          street: firm.street,
          postal_code: firm.postalCode,
          town: firm.town,
          phone: firm.phone,
        }),
      ),
    ],
  });
}
