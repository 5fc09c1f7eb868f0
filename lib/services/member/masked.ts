import { maskEmail, type EmailAddress } from '#lib/domain/contact/email.ts';
import type { Identifier } from '#lib/domain/contact/identifier.ts';
import { maskPhone, type PhoneNumber } from '#lib/domain/contact/phone.ts';

/** Enough to recognise a customer one knows, too little to write to one. */
export function masked({ kind, value }: Identifier): string {
  // The normaliser made the value when it was stored.
  switch (kind) {
    case 'phone':
      return maskPhone(value as PhoneNumber);
    case 'email':
      return maskEmail(value as EmailAddress);
    case 'whatsapp_user_id':
    case 'reference':
      return '•••';
  }
}
