import { normaliseEmail } from './email.ts';
import { normalisePhone, type PhoneRegion } from './phone.ts';

/** How a person is named. `whatsapp_user_id` is scoped to the business, `reference` is the firm's own number. */
export const identifierKinds = ['phone', 'email', 'whatsapp_user_id', 'reference'] as const;
export type IdentifierKind = (typeof identifierKinds)[number];

export type Identifier = { readonly kind: IdentifierKind; readonly value: string };
export type IdentifierProblem =
  | 'empty'
  | 'too_short'
  | 'too_long'
  | 'not_a_number'
  | 'not_an_address'
  | 'not_printable';

export type NormalisedIdentifier =
  | ({ readonly ok: true } & Identifier)
  | { readonly ok: false; readonly problem: IdentifierProblem };

const referenceLengthMax = 64;
const whatsappUserIdLengthMax = 128;

// Control, format (direction overrides), private and unassigned characters, line and paragraph separators.
const NOT_PRINTABLE = /[\p{C}\p{Zl}\p{Zp}]/u;
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/** The one way from what was typed or sent to the value that is indexed, for every door. */
export function normaliseIdentifier(
  kind: IdentifierKind,
  raw: string,
  region: PhoneRegion = 'DE',
): NormalisedIdentifier {
  switch (kind) {
    case 'phone': {
      const phone = normalisePhone(raw, region);
      return phone.ok ? { ok: true, kind, value: phone.e164 } : phone;
    }
    case 'email': {
      const email = normaliseEmail(raw);
      return email.ok ? { ok: true, kind, value: email.email } : email;
    }
    case 'whatsapp_user_id':
      return whatsappUserId(raw);
    case 'reference':
      return reference(raw);
  }
}

// Opaque and compared byte for byte: the platform promises nothing about letter case.
function whatsappUserId(raw: string): NormalisedIdentifier {
  if (raw.length > whatsappUserIdLengthMax) return { ok: false, problem: 'too_long' };
  const value = raw.trim();
  if (value === '') return { ok: false, problem: 'empty' };
  if (!PRINTABLE_ASCII.test(value)) return { ok: false, problem: 'not_printable' };
  return { ok: true, kind: 'whatsapp_user_id', value };
}

function reference(raw: string): NormalisedIdentifier {
  if (raw.length > 4 * referenceLengthMax) return { ok: false, problem: 'too_long' };
  const value = raw.normalize('NFC').trim();
  if (value === '') return { ok: false, problem: 'empty' };
  if (value.length > referenceLengthMax) return { ok: false, problem: 'too_long' };
  if (NOT_PRINTABLE.test(value)) return { ok: false, problem: 'not_printable' };
  return { ok: true, kind: 'reference', value };
}
