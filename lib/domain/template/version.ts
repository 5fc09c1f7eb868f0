import { z } from 'zod';
import { BusinessProfile } from '#lib/domain/business/profile.ts';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import { sha256Hex } from '#lib/domain/canonical/hash.ts';
import { recipientsOfChannel, Recipient } from '#lib/domain/catalogue/recipients.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { TemplateDraft, type TemplateItem } from './draft.ts';
import { firstLocale, noticeLocales, type NoticeLocale } from './locales.ts';
import { Notice } from './notice.ts';
import { renderNotice } from './render.ts';

/**
 * A published text with everything it speaks of: the firm and every recipient as they were, and the full words per
 * language. It needs nothing else to be read, now or in ten years (R40, R61).
 */
export const VersionContent = z.strictObject({
  schema: z.literal(1),
  business: z.strictObject({ id: z.uuid(), profile: BusinessProfile }),
  page: z.strictObject({
    id: z.uuid(),
    slug: z.string(),
    audience: z.enum(['customer', 'supplier', 'employee']),
  }),
  /** As published: operators of the messengers are already named in it. */
  draft: TemplateDraft,
  recipients: z.array(Recipient),
  notices: z.record(z.string(), Notice),
});
export type VersionContent = z.infer<typeof VersionContent>;

export interface Version {
  /** SHA-256 of `json`, 64 hex digits: the id, and what a customer can compare. */
  id: string;
  json: string;
  content: VersionContent;
}

/** Turns a draft into its immutable form. The same draft of the same firm gives the same bytes (RFC 8785). */
export function versionOf(draft: TemplateDraft, owner: Pick<VersionContent, 'business' | 'page'>): Version {
  const complete = { ...draft, items: draft.items.map(withOperators) };
  const recipients = namedRecipients(complete);
  const source = { draft: complete, profile: owner.business.profile, recipients };
  const content: VersionContent = {
    schema: 1,
    ...owner,
    draft: complete,
    recipients,
    notices: Object.fromEntries(noticeLocales.map((locale) => [locale, renderNotice(source, locale)])),
  };
  const json = canonicalJson(content);
  return { id: sha256Hex(json), json, content };
}

/** Reads a stored version back and refuses one whose bytes are not what its id says. */
export function readVersion(id: string, json: string): Version {
  invariant(sha256Hex(json) === id, 'stored version does not match its fingerprint');
  return { id, json, content: VersionContent.parse(JSON.parse(json)) };
}

/** The notice in that language, or in the firm's first where the version has no other. */
export function noticeOf(version: Version, locale: string): Notice {
  const notice = version.content.notices[locale] ?? version.content.notices[firstLocale];
  invariant(notice, 'version without its first language');
  return notice;
}

/** The languages a version can be read in, the firm's first one first. */
export function localesOf(version: Version): [NoticeLocale, ...NoticeLocale[]] {
  const others = noticeLocales.filter((l) => l !== firstLocale && version.content.notices[l] !== undefined);
  return [firstLocale, ...others];
}

export function noticeHash(notice: Notice): string {
  return sha256Hex(canonicalJson(notice));
}

/** Choosing WhatsApp names its operator and owner; no template can leave them out (R7). */
function withOperators(item: TemplateItem): TemplateItem {
  const operators = item.channels.flatMap((c) => recipientsOfChannel(c)).map((r) => r.key);
  return { ...item, recipients: [...new Set([...operators, ...item.recipients])] };
}

function namedRecipients({ items, partners }: TemplateDraft): Recipient[] {
  const known = new Map<string, Recipient>();
  for (const item of items)
    for (const r of item.channels.flatMap((c) => recipientsOfChannel(c))) known.set(r.key, r);
  // No partner of the firm's own words can take the place of a messenger's operator.
  for (const partner of partners) if (!known.has(partner.key)) known.set(partner.key, partner);
  const used = new Set(items.flatMap((i) => i.recipients));
  for (const key of used) invariant(known.has(key), 'item names a recipient that nobody described');
  return [...known.values()].filter((r) => used.has(r.key));
}
