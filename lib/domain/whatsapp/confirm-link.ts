import { normalisePhone, type PhoneRegion } from '#lib/domain/contact/phone.ts';

/**
 * The link that opens WhatsApp with the finished message to the firm (Click to Chat: digits only, no plus). `null` where
 * the firm's number cannot be read: then no link is offered, and the other way remains.
 */
export function confirmLink(firm: { phone: string; country: PhoneRegion }, code: string): string | null {
  const phone = normalisePhone(firm.phone, firm.country);
  if (!phone.ok) return null;
  return `https://wa.me/${phone.e164.replaceAll(/\D/gu, '')}?text=${encodeURIComponent(`Ja, Nr. ${code}`)}`;
}
