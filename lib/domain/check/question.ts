import { z } from 'zod';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { PurposeKey } from '#lib/domain/catalogue/purposes.ts';

const text = (max: number) => z.string().min(1).max(max);

/** Exactly one way to say who is meant. */
export const ContactQuestion = z.union([
  z.strictObject({ phone: text(64) }),
  z.strictObject({ email: text(320) }),
  z.strictObject({ whatsapp_user_id: text(128) }),
  z.strictObject({ reference: text(64) }),
]);
export type ContactQuestion = z.infer<typeof ContactQuestion>;

/** `POST /api/v1/checks`: may I message this person, there, for this, (naming these recipients)? */
export const CheckQuestion = z.strictObject({
  contact: ContactQuestion,
  channel: Channel,
  purpose: PurposeKey,
  recipients: z.array(text(80)).max(20).optional(),
  intent: z.enum(['query', 'send']).optional(),
  min_as_of: z
    .string()
    .regex(/^\d{1,15}$/u)
    .optional(),
  ref: text(64).optional(),
  capture_url: z.boolean().optional(),
});
export type CheckQuestion = z.infer<typeof CheckQuestion>;
