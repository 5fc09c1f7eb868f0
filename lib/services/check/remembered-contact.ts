import { once } from '#lib/once.ts';
import type { ContactQuestion } from '#lib/domain/check/question.ts';
import type { Identifier } from '#lib/domain/contact/identifier.ts';
import { readContact } from '#lib/services/contact/read.ts';

/** Spellings in one generation; two are kept, about 6 MB at most, in memory only. */
const generationMax = 25_000;

interface Memory {
  young: Map<string, Identifier>;
  old: Map<string, Identifier>;
}

/**
 * `readContact` with a memory for phone numbers: reading one is the dearest step of a check, and pure, so what was read
 * once is right for ever. Throws Invalid('contact_unreadable').
 */
export function rememberedContact(contact: ContactQuestion): Identifier {
  if (!('phone' in contact)) return readContact(contact);
  const memory = once('contacts.read', (): Memory => ({ young: new Map(), old: new Map() }));
  const known = memory.young.get(contact.phone);
  if (known) return known;
  const read = memory.old.get(contact.phone) ?? readContact(contact);
  if (memory.young.size >= generationMax) {
    memory.old = memory.young;
    memory.young = new Map();
  }
  memory.young.set(contact.phone, read);
  return read;
}
