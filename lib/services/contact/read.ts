import type { ContactQuestion } from '#lib/domain/check/question.ts';
import { normaliseIdentifier, type Identifier } from '#lib/domain/contact/identifier.ts';
import { Invalid } from '#lib/domain/errors.ts';

/** Who is meant, in the one spelling under which everybody is found. Throws Invalid('contact_unreadable'). */
export function readContact(contact: ContactQuestion): Identifier {
  const read = normaliseIdentifier(...named(contact));
  if (!read.ok)
    throw new Invalid('contact_unreadable', { issues: [{ path: 'contact', code: read.problem }] });
  return { kind: read.kind, value: read.value };
}

function named(contact: ContactQuestion): [Identifier['kind'], string] {
  if ('phone' in contact) return ['phone', contact.phone];
  if ('email' in contact) return ['email', contact.email];
  if ('whatsapp_user_id' in contact) return ['whatsapp_user_id', contact.whatsapp_user_id];
  return ['reference', contact.reference];
}
