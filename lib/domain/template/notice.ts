import { z } from 'zod';

/** A short question with its answer, one line of „Das Wichtigste“ (WP260: the first layer). */
const Fact = z.strictObject({
  key: z.enum(['who', 'why', 'recipients', 'retention', 'withdraw']),
  question: z.string(),
  answer: z.string(),
});

/** A recipient as the reader sees it: legal name, place, role and what it gets (R6-R10). */
const RecipientLine = z.strictObject({
  name: z.string(),
  address: z.string(),
  country: z.string(),
  role: z.string(),
  data: z.string(),
  transfer: z.string().nullable(),
  privacyUrl: z.string().nullable(),
});

const Section = z.strictObject({
  key: z.enum([
    'messenger',
    'recipients',
    'retention',
    'rights',
    'sensitive',
    'alternatives',
    'duties',
    'provider',
  ]),
  title: z.string(),
  paragraphs: z.array(z.string()),
  recipients: z.array(RecipientLine),
});

const NoticeItem = z.strictObject({
  key: z.string(),
  title: z.string(),
  text: z.string(),
});

/**
 * Everything a person reads before answering, in one language. It is generated once, when a version is
 * published, and kept inside the version: what was shown can be shown again without any of today's code
 * or catalogue (R40, R61). Button labels belong to it, because they name the act (R30).
 */
export const Notice = z.strictObject({
  locale: z.string(),
  title: z.string(),
  lead: z.string(),
  facts: z.array(Fact),
  choice: z.strictObject({ legend: z.string(), hint: z.string() }),
  items: z.array(NoticeItem),
  age: z.string(),
  withdrawal: z.string(),
  buttons: z.strictObject({ grant: z.string(), refuse: z.string() }),
  sections: z.array(Section),
  /**
   * Passages of this notice, word for word, that the firm wrote in its first language only. They are shown with
   * that language marked and with a note; absent where everything was translated.
   */
  untranslated: z.array(z.string()).optional(),
});
export type Notice = z.infer<typeof Notice>;
