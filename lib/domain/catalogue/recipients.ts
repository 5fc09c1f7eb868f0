import { z } from 'zod';

/** A company that gets data, as it must be named: legal name, address, country, owner, transfer (R6, R7, R10). */
export const RecipientEntity = z.strictObject({
  legalName: z.string(),
  address: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().length(2),
  role: z.enum(['operator', 'owner', 'processor', 'partner']),
  owner: z.string().nullable(),
  transfer: z.enum(['none_needed', 'conflict', 'adequacy', 'standard_clauses']),
  privacyUrl: z.url().nullable(),
  /** What it does for the firm: a trade, for partner firms. */
  trade: z.string().nullable(),
});
export type RecipientEntity = z.infer<typeof RecipientEntity>;

/** What an item names as its recipient: a service with all companies behind it, or one partner firm. */
export const Recipient = z.strictObject({
  key: z.string().regex(/^(?:[a-z][a-z0-9-]{1,39}|partner:[a-z0-9][a-z0-9-]{0,59})$/u),
  label: z.string(),
  entities: z.array(RecipientEntity).min(1),
  dataCategories: z.array(z.string()),
  /** The day on which somebody last looked these facts up (R29). */
  asOf: z.iso.date(),
  source: z.string(),
});
export type Recipient = z.infer<typeof Recipient>;

/**
 * Operator and owner of WhatsApp, one entry because nobody can use one without the others. The operator's papers
 * contradict each other on the transfer to the USA (one relies on the Data Privacy Framework with standard clauses in
 * reserve, another on standard clauses alone): kept as `conflict` and told so, instead of choosing one.
 */
export const META_WHATSAPP: Recipient = {
  key: 'meta-whatsapp',
  label: 'WhatsApp',
  entities: [
    {
      legalName: 'WhatsApp Ireland Limited',
      address: 'Merrion Road, Dublin 4, D04 X2K5',
      country: 'IE',
      role: 'operator',
      owner: 'Meta Platforms, Inc.',
      transfer: 'none_needed',
      privacyUrl: 'https://www.whatsapp.com/legal/privacy-policy-eea',
      trade: null,
    },
    {
      legalName: 'Meta Platforms Ireland Limited',
      address: 'Merrion Road, Dublin 4, D04 X2K5',
      country: 'IE',
      role: 'operator',
      owner: 'Meta Platforms, Inc.',
      transfer: 'none_needed',
      privacyUrl: 'https://www.facebook.com/privacy/policy',
      trade: null,
    },
    {
      legalName: 'WhatsApp LLC',
      address: '1 Meta Way, Menlo Park, CA 94025',
      country: 'US',
      role: 'processor',
      owner: 'Meta Platforms, Inc.',
      transfer: 'conflict',
      privacyUrl: 'https://www.whatsapp.com/legal/privacy-policy-eea',
      trade: null,
    },
    {
      legalName: 'Meta Platforms, Inc.',
      address: '1 Meta Way, Menlo Park, CA 94025',
      country: 'US',
      role: 'owner',
      owner: null,
      transfer: 'conflict',
      privacyUrl: 'https://www.facebook.com/privacy/policy',
      trade: null,
    },
  ],
  dataCategories: ['phone_number', 'profile', 'device', 'times', 'messages_encrypted'],
  asOf: '2026-11-24',
  source: 'whatsapp.com business data transfer addendum of 16 Feb 2024; facebook.com privacy policy',
};

const services: readonly Recipient[] = [META_WHATSAPP];

/** The companies behind a messenger channel; they are named whether the firm wants it or not (R7). */
export function recipientsOfChannel(channel: string): readonly Recipient[] {
  return channel === 'whatsapp' || channel === 'whatsapp_group' ? [META_WHATSAPP] : [];
}

/** A catalogue recipient by key; partner firms live in the version that names them. */
export function catalogueRecipient(key: string): Recipient | null {
  return services.find((r) => r.key === key) ?? null;
}
