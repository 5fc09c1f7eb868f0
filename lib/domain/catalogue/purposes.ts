import { z } from 'zod';

export const PURPOSE_KINDS = ['service', 'advertising', 'special'] as const;
export const PurposeKind = z.enum(PURPOSE_KINDS);
export type PurposeKind = z.infer<typeof PurposeKind>;

/** What a firm may want to write about, and of which kind that is. A review request is advertising (BGH VI ZR 225/17; R80). */
const kinds = {
  order: 'service',
  appointment: 'service',
  documents: 'service',
  photos: 'service',
  photos_to_partners: 'service',
  photo_publication: 'special',
  social_publication: 'special',
  group: 'service',
  advertising: 'advertising',
  survey_review: 'advertising',
  special_category: 'special',
  transfer_explicit: 'special',
  employee: 'service',
  supplier: 'service',
} as const satisfies Record<string, PurposeKind>;

type KnownPurpose = keyof typeof kinds;

/** A firm's own purposes begin with `x-`; they exist only where one of its versions names them. */
export const PurposeKey = z.string().regex(/^(?:[a-z][a-z_]{1,39}|x-[a-z0-9][a-z0-9-]{0,38})$/u);

export function isKnownPurpose(purpose: string): purpose is KnownPurpose {
  return Object.hasOwn(kinds, purpose);
}

/** The kind of a catalogue purpose; `null` for a key that the catalogue does not know. */
export function kindOfPurpose(purpose: string): PurposeKind | null {
  return isKnownPurpose(purpose) ? kinds[purpose] : null;
}
