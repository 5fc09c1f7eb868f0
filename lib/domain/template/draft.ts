import { z } from 'zod';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { PurposeKey, PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import { Recipient } from '#lib/domain/catalogue/recipients.ts';

/** How long: until the order ends plus a grace, for a period, or until withdrawn with a maximum (R12). ISO 8601 durations. */
export const Retention = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('order_only'), grace: z.iso.duration() }),
  z.strictObject({ kind: z.literal('period'), period: z.iso.duration() }),
]);
export type Retention = z.infer<typeof Retention>;

/** One tickable line: one purpose × channels × recipients × data categories × retention (R31). */
export const TemplateItem = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/u),
  purpose: PurposeKey,
  kind: PurposeKind,
  channels: z.array(Channel).min(1).max(6),
  recipients: z.array(z.string()),
  dataCategories: z.array(z.string()).min(1),
  retention: Retention,
  title: z.string().min(3).max(80),
  text: z.string().min(3).max(400),
});
export type TemplateItem = z.infer<typeof TemplateItem>;

/** The firm's own words in another language, as far as it has them; each one that is missing is shown in German. */
const Translation = z
  .strictObject({
    question: z.string().min(8).max(120),
    occasion: z.string().min(3).max(120),
    onNo: z.string().min(3).max(160),
    why: z.string().min(3).max(160),
    neverSend: z.string().min(3).max(300),
    /** By item key. */
    items: z.record(
      z.string(),
      z.strictObject({ title: z.string().min(3).max(80), text: z.string().min(3).max(400) }),
    ),
    /** What a partner firm does, by the partner's key. */
    trades: z.record(z.string(), z.string().min(2).max(80)),
  })
  .partial();

/** What a firm edits. German first: `title`, `text` and the free texts are the firm's own words. */
export const TemplateDraft = z.strictObject({
  question: z.string().min(8).max(120),
  occasion: z.string().min(3).max(120),
  /** What happens on a No; must promise that the work goes on (R15). */
  onNo: z.string().min(3).max(160),
  why: z.string().min(3).max(160),
  items: z.array(TemplateItem).min(1).max(8),
  partners: z.array(Recipient),
  alternatives: z.array(z.strictObject({ channel: Channel, contact: z.string().min(3).max(120) })).min(1),
  neverSend: z.string().min(3).max(300),
  /** Absent in versions published before there was a second language. */
  translations: z.strictObject({ en: Translation.optional() }).optional(),
});
export type TemplateDraft = z.infer<typeof TemplateDraft>;
