import { z } from 'zod';

/**
 * What the form of a page posts; unknown fields are refused. A text that is too long is a fault of its field, with the
 * text kept, so the cap here is the body's own.
 */
export const AnswerForm = z.strictObject({
  snapshot: z.string().max(2_048),
  item: z.array(z.string().max(40)).max(20),
  name: z.string().max(65_536),
  phone: z.string().max(65_536),
  email: z.string().max(65_536),
  choice: z.enum(['grant', 'refuse']),
});
export type AnswerForm = z.infer<typeof AnswerForm>;

export const WithdrawForm = z.strictObject({ withdraw: z.string().min(1).max(40) });
export type WithdrawForm = z.infer<typeof WithdrawForm>;
