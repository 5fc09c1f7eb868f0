import type { Evidence } from './evidence.ts';

/**
 * What answering a personal link proves about the identifier it was sent to. Only a link that went out over that very
 * number or address does; printed or handed over some other way it proves nothing (BGH I ZR 164/09; R35).
 */
export function evidenceOfInvitation(
  deliveredBy: 'whatsapp' | 'sms' | 'email' | 'print' | 'none',
  kind: string,
): Evidence {
  if (kind === 'phone' && (deliveredBy === 'whatsapp' || deliveredBy === 'sms')) return 'number_delivery';
  if (kind === 'email' && deliveredBy === 'email') return 'email_link';
  return 'claimed';
}
