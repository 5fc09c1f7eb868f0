import { z } from 'zod';

/** What the form of a page posts. Lengths are capped before anything reads them; unknown fields are refused. */
export const AnswerForm = z.strictObject({
  snapshot: z.string().max(2_048),
  item: z.array(z.string().max(40)).max(20),
  name: z.string().max(2_000),
  phone: z.string().max(2_000),
  email: z.string().max(2_000),
  choice: z.enum(['grant', 'refuse']),
});
export type AnswerForm = z.infer<typeof AnswerForm>;

export const WithdrawForm = z.strictObject({ withdraw: z.string().min(1).max(40) });
export type WithdrawForm = z.infer<typeof WithdrawForm>;
