import { z } from 'zod';

/** Every way to reach a person that a consent can name. No channel implies another (law 1 of the decision). */
export const CHANNELS = [
  'whatsapp',
  'whatsapp_group',
  'messenger',
  'instagram',
  'sms',
  'rcs',
  'phone',
  'email',
  'letter',
  'threema',
  'signal',
  'telegram',
  'slack',
  'teams',
  'imessage',
  'google_chat',
  'linkedin',
  'xing',
  'facebook_group',
  'facebook_page',
  'other',
] as const;
export const Channel = z.enum(CHANNELS);
export type Channel = z.infer<typeof Channel>;

/** Which kind of identifier a channel reaches a person by, as far as we can prove who holds it. */
export function identifierKindOf(channel: Channel): 'phone' | 'email' | null {
  switch (channel) {
    case 'whatsapp':
    case 'whatsapp_group':
    case 'sms':
    case 'rcs':
    case 'phone':
    case 'signal':
    case 'telegram':
    case 'imessage':
      return 'phone';
    case 'email':
      return 'email';
    case 'messenger':
    case 'instagram':
    case 'letter':
    case 'threema':
    case 'slack':
    case 'teams':
    case 'google_chat':
    case 'linkedin':
    case 'xing':
    case 'facebook_group':
    case 'facebook_page':
    case 'other':
      return null;
  }
}
