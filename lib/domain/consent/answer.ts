import { identifierKindOf, type Channel } from '#lib/domain/catalogue/channels.ts';
import { normaliseEmail, type EmailAddress } from '#lib/domain/contact/email.ts';
import { normalisePhone, type PhoneNumber } from '#lib/domain/contact/phone.ts';
import type { TemplateItem } from '#lib/domain/template/draft.ts';
import type { AnswerForm } from './form.ts';

/** A fault of one field, told by code; the words are the page's. */
export type AnswerFault =
  | { field: 'items'; code: 'nothing_ticked' | 'unknown_item' }
  | { field: 'name'; code: 'too_long' | 'unreadable' }
  | { field: 'phone'; code: 'missing' | 'too_short' | 'too_long' | 'unreadable' }
  | { field: 'email'; code: 'missing' | 'too_long' | 'unreadable' };

export interface ReadAnswer {
  grant: boolean;
  ticked: readonly string[];
  name: string | null;
  phone: PhoneNumber | null;
  email: EmailAddress | null;
}

export type AnswerReading = { ok: true; answer: ReadAnswer } | { ok: false; faults: AnswerFault[] };

const nameLengthMax = 120;
// Control and format characters (direction overrides among them), private use and lone surrogates; not the two
// joiners, which Persian and Indian names are written with.
const UNREADABLE = /[\p{Cc}\p{Co}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u;

/**
 * Reads what a person posted, pure. A refusal needs nothing filled in and nothing ticked, and a faulty field never
 * stands in its way: saying no must not be harder than saying yes (R32). `known`: what a personal link already names;
 * it is not asked again, and what is typed beside it does not count.
 */
export function readAnswer(
  form: AnswerForm,
  items: readonly TemplateItem[],
  known: { phone: boolean; email: boolean },
): AnswerReading {
  const grant = form.choice === 'grant';
  const faults: AnswerFault[] = [];
  const ticked = items.length === 1 && grant ? items.map((i) => i.key) : [...new Set(form.item)];
  if (ticked.some((key) => !items.some((i) => i.key === key)))
    faults.push({ field: 'items', code: 'unknown_item' });
  if (grant && ticked.length === 0) faults.push({ field: 'items', code: 'nothing_ticked' });

  const name = readName(form.name, faults);
  const wanted = kindsOf(items.filter((i) => ticked.includes(i.key)));
  const phone = known.phone ? null : readPhone(form.phone, grant && wanted.has('phone'), faults);
  const email = known.email ? null : readEmail(form.email, grant && wanted.has('email'), faults);

  if (!grant) {
    return {
      ok: true,
      answer: { grant, ticked: [], name: nameOrNull(form.name), phone: phone ?? null, email: email ?? null },
    };
  }
  if (faults.length > 0) return { ok: false, faults };
  return { ok: true, answer: { grant, ticked, name, phone, email } };
}

function kindsOf(items: readonly TemplateItem[]): Set<'phone' | 'email' | null> {
  return new Set(items.flatMap((i) => i.channels.map((c: Channel) => identifierKindOf(c))));
}

function readName(raw: string, faults: AnswerFault[]): string | null {
  const name = raw.normalize('NFC').trim();
  if (name === '') return null;
  if (name.length > nameLengthMax) faults.push({ field: 'name', code: 'too_long' });
  else if (UNREADABLE.test(name)) faults.push({ field: 'name', code: 'unreadable' });
  return name;
}

function nameOrNull(raw: string): string | null {
  const faults: AnswerFault[] = [];
  const name = readName(raw, faults);
  return faults.length > 0 ? null : name;
}

function readPhone(raw: string, wanted: boolean, faults: AnswerFault[]): PhoneNumber | null {
  if (raw.trim() === '') {
    if (wanted) faults.push({ field: 'phone', code: 'missing' });
    return null;
  }
  const phone = normalisePhone(raw);
  if (phone.ok) return phone.e164;
  const code = phone.problem === 'too_short' || phone.problem === 'too_long' ? phone.problem : 'unreadable';
  faults.push({ field: 'phone', code });
  return null;
}

function readEmail(raw: string, wanted: boolean, faults: AnswerFault[]): EmailAddress | null {
  if (raw.trim() === '') {
    if (wanted) faults.push({ field: 'email', code: 'missing' });
    return null;
  }
  const email = normaliseEmail(raw);
  if (email.ok) return email.email;
  faults.push({ field: 'email', code: email.problem === 'too_long' ? 'too_long' : 'unreadable' });
  return null;
}
