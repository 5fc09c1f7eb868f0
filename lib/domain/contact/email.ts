declare const brand: unique symbol;
/** An e-mail address as only `normaliseEmail` makes it: lower case, the domain in its ASCII form. */
export type EmailAddress = string & { readonly [brand]: 'email' };

export type EmailProblem = 'empty' | 'too_long' | 'not_an_address';
export type NormalisedEmail =
  | { readonly ok: true; readonly email: EmailAddress }
  | { readonly ok: false; readonly problem: EmailProblem };

// RFC 5321, 4.5.3.1: 64 for the local part; 254 for the whole follows from the limit on a path.
const addressLengthMax = 254;
const localLengthMax = 64;

// A dot-atom of RFC 5322. Quoted local parts are legal, unused, and the stuff header injections are made of.
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN_AS_TYPED = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u;
// The last label is never all digits, so no spelling of an IP address passes as a domain.
const DOMAIN_ASCII = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{1,59}|[a-z]{2,63})$/;

/**
 * Brings the usual spellings of one address to one form. Lower case throughout: the standard would let a
 * server tell `Anna@` from `anna@`, none does, and a second person behind the same letters would be a trap.
 * Local parts stay ASCII, because the mailers we send through cannot reach others.
 */
export function normaliseEmail(input: string): NormalisedEmail {
  if (input.length > 2 * addressLengthMax) return { ok: false, problem: 'too_long' };

  // Full-width characters and ligatures first: only then is there one @ and one dot to look at.
  const text = input.normalize('NFKC').trim();
  if (text === '') return { ok: false, problem: 'empty' };
  if (text.length > addressLengthMax) return { ok: false, problem: 'too_long' };

  const [local, domain, ...more] = text.split('@');
  if (local === undefined || domain === undefined || more.length > 0)
    return { ok: false, problem: 'not_an_address' };
  const name = local.toLowerCase();
  const host = asciiDomain(domain);
  if (name.length > localLengthMax || !LOCAL.test(name) || host === null) {
    return { ok: false, problem: 'not_an_address' };
  }
  const email = `${name}@${host}`;
  return email.length > addressLengthMax
    ? { ok: false, problem: 'too_long' }
    : { ok: true, email: checked(email) };
}

/** For recognising without telling: „k•••@beispiel.de“. */
export function maskEmail(email: EmailAddress): string {
  return `${email.slice(0, 1)}•••${email.slice(email.indexOf('@'))}`;
}

// IDNA (UTS 46) by way of URL, a global of the platform and pure: the domain has no I/O of its own, and a
// second copy of the Unicode tables as a package would drift. The first check keeps out everything that a URL
// reads as more than a host (port, path, percent signs).
function asciiDomain(typed: string): string | null {
  if (!DOMAIN_AS_TYPED.test(typed)) return null;
  const url = URL.parse(`http://${typed}`);
  return url !== null && DOMAIN_ASCII.test(url.hostname) ? url.hostname : null;
}

/** Guarantee: has the shape above. */
function checked(email: string): EmailAddress {
  return email as EmailAddress;
}
