import { z } from 'zod';
import { identifierKindOf, type Channel } from '#lib/domain/catalogue/channels.ts';
import type { PurposeKind } from '#lib/domain/catalogue/purposes.ts';

/** How we know it was that person, weakest first (documents call them E0 to E5). */
export const EVIDENCE = [
  'claimed',
  'email_link',
  'number_delivery',
  'channel_message',
  'witnessed_device',
  'signed_paper',
  'qualified',
] as const;
export const Evidence = z.enum(EVIDENCE);
export type Evidence = z.infer<typeof Evidence>;

export function strongerEvidence(a: Evidence, b: Evidence): Evidence {
  return EVIDENCE.indexOf(a) >= EVIDENCE.indexOf(b) ? a : b;
}

/**
 * Which evidence suffices for a channel and a kind of purpose. A set, not a ladder: an e-mail link never proves who
 * holds a phone number (BGH I ZR 164/09), and seeing somebody sign says little about a number typed wrongly.
 */
export function evidenceSuffices(evidence: Evidence, channel: Channel, kind: PurposeKind): boolean {
  return sufficient(channel, kind).includes(evidence);
}

const email: readonly Evidence[] = ['email_link', 'signed_paper', 'qualified'];
const service: readonly Evidence[] = ['channel_message', 'witnessed_device', 'signed_paper', 'qualified'];
// A link delivered to a number says nothing about an account that is reached without that number.
const serviceOverNumber: readonly Evidence[] = ['number_delivery', ...service];
const strict: readonly Evidence[] = ['channel_message', 'signed_paper', 'qualified'];

function sufficient(channel: Channel, kind: PurposeKind): readonly Evidence[] {
  if (channel === 'email') return email;
  if (kind !== 'service') return strict;
  return identifierKindOf(channel) === 'phone' ? serviceOverNumber : service;
}
