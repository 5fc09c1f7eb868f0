import { z } from 'zod';
import { noticeLocales } from '#lib/domain/template/locales.ts';

/** What a receipt's mail says, as it was when the answer was recorded: sealed with the mail, written when it is sent. */
export const ReceiptMail = z.strictObject({
  to: z.string(),
  locale: z.enum(noticeLocales),
  mode: z.enum(['live', 'test']),
  firm: z.strictObject({
    legalName: z.string(),
    street: z.string(),
    postalCode: z.string(),
    town: z.string(),
    phone: z.string(),
  }),
  formNumber: z.string(),
  /** ISO 8601 in UTC. */
  answeredAt: z.string(),
  versionId: z.string(),
  versionNumber: z.int(),
  /** Opens the receipt and, at its own address, ends the channel e-mail. */
  token: z.string(),
  lines: z.array(z.strictObject({ title: z.string(), choice: z.enum(['granted', 'refused', 'waiting']) })),
  /** Somebody typed the address: nobody knows yet whose it is. */
  typed: z.boolean(),
});
export type ReceiptMail = z.infer<typeof ReceiptMail>;

/** Receipts one address gets in an hour, from one firm. */
export const mailsAnHourMax = 3;
