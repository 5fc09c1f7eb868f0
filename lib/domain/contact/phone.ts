import {
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type PhoneNumber as Parsed,
} from 'libphonenumber-js/max';

declare const brand: unique symbol;
/** A phone number in E.164, as only `normalisePhone` makes it: the spelling under which a person is found. */
export type PhoneNumber = string & { readonly [brand]: 'phone' };

/** The country whose numbers may be written without their calling code. */
export type PhoneRegion = 'DE' | 'AT' | 'CH';
export type PhoneProblem = 'empty' | 'too_short' | 'too_long' | 'not_a_number';
export type NormalisedPhone =
  | { readonly ok: true; readonly e164: PhoneNumber }
  | { readonly ok: false; readonly problem: PhoneProblem };

// Longest honest spelling seen is about 30 characters; nothing longer reaches a regular expression.
const spellingLengthMax = 64;

const callingCode: Record<PhoneRegion, string> = { DE: '49', AT: '43', CH: '41' };

// A person can be reached there; left out are toll-free, shared-cost, premium, pager, voicemail and unknown.
const reachableTypes = new Set<ReturnType<Parsed['getType']>>([
  'MOBILE',
  'FIXED_LINE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'PERSONAL_NUMBER',
]);

// Footnote marks, circled digits, fractions: compatibility forms would turn them into digits of the number.
const NUMBER_LIKE = /[\p{No}\p{Nl}]/u;
// Direction marks, zero-width characters and soft hyphens travel along when a number is copied.
const INVISIBLE = /\p{Cf}/gu;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
// Hyphens and dashes of all kinds, minus, dots, slashes, brackets, white space (no other control character).
const SEPARATORS = /[\p{Pd}\u2212\u00b7\u2215./()[\] \t\r\n]/gu;

/**
 * Brings every usual spelling of one number to one form, so that an answer and a check meet. All doors use
 * it. Where two numbers could be meant the input is refused: a wrong person's yes is worse than a question.
 * Refused too: letters and extensions, short codes, and numbers nobody can be reached at (service, premium).
 */
export function normalisePhone(input: string, region: PhoneRegion = 'DE'): NormalisedPhone {
  if (input.length > spellingLengthMax) return { ok: false, problem: 'too_long' };

  if (NUMBER_LIKE.test(input)) return { ok: false, problem: 'not_a_number' };

  const text = input
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/^\s*tel:/i, '')
    .replace(SEPARATORS, '');
  if (text === '') return { ok: false, problem: 'empty' };
  if (!/^\+?\d+$/.test(text)) return { ok: false, problem: 'not_a_number' };

  const parsed = /^[+0]/.test(text) ? parsePhoneNumberFromString(text, region) : withoutPrefix(text, region);
  if (parsed !== undefined && isReachable(parsed)) return { ok: true, e164: e164(parsed) };
  return { ok: false, problem: problemOf(text, region) };
}

// Digits alone, without + or 0: WhatsApp writes "49176…", a spreadsheet drops the zero of "0176…". For
// mobiles each has one reading only. A landline could be local ("23125100" without its area code) or belong
// to another town (49… is also the area of Leer), so it is not guessed.
function withoutPrefix(digits: string, region: PhoneRegion): Parsed | undefined {
  const readings = digits.startsWith(callingCode[region]) ? [`+${digits}`, `0${digits}`] : [`0${digits}`];
  return readings.map((reading) => parsePhoneNumberFromString(reading, region)).find(isMobile);
}

function isMobile(parsed: Parsed | undefined): boolean {
  return parsed !== undefined && parsed.isValid() && parsed.getType() === 'MOBILE';
}

function isReachable(parsed: Parsed): boolean {
  return parsed.isValid() && reachableTypes.has(parsed.getType());
}

function problemOf(text: string, region: PhoneRegion): PhoneProblem {
  const problem = validatePhoneNumberLength(text, region);
  if (problem === 'TOO_SHORT') return 'too_short';
  return problem === 'TOO_LONG' ? 'too_long' : 'not_a_number';
}

/**
 * For reading: at home after DIN 5008 („0176 04069042“: area code, one space, no further groups), else with
 * the calling code („+43 664 1234567“).
 */
export function showPhone(phone: PhoneNumber, region: PhoneRegion = 'DE'): string {
  const { prefix, subscriber } = partsOf(phone, region);
  return prefix === '' ? subscriber : `${prefix} ${subscriber}`;
}

/** For recognising without telling: „0176 •••••042“. Short numbers show less. */
export function maskPhone(phone: PhoneNumber, region: PhoneRegion = 'DE'): string {
  const { prefix, subscriber } = partsOf(phone, region);
  const shownCount = subscriber.length >= 6 ? 3 : subscriber.length >= 4 ? 1 : 0;
  const hiddenCount = subscriber.length - shownCount;
  const masked = '•'.repeat(hiddenCount) + subscriber.slice(hiddenCount);
  return prefix === '' ? masked : `${prefix} ${masked}`;
}

function partsOf(phone: PhoneNumber, region: PhoneRegion): { prefix: string; subscriber: string } {
  const parsed = parsePhoneNumberFromString(phone);
  if (parsed === undefined) return { prefix: '', subscriber: phone };
  const isHome = parsed.country === region;
  const groups = (isHome ? parsed.formatNational() : parsed.formatInternational())
    .split(/[^+\d]+/)
    .filter(Boolean);
  const prefixGroups = isHome ? 1 : 2;
  return { prefix: groups.slice(0, prefixGroups).join(' '), subscriber: groups.slice(prefixGroups).join('') };
}

/** Guarantee: parsed, valid and of a kind that reaches a person. */
function e164(parsed: Parsed): PhoneNumber {
  return named(parsed.number);
}

function named(text: string): PhoneNumber {
  return text as PhoneNumber;
}
