import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskEmail, normaliseEmail } from '#lib/domain/contact/email.ts';

describe('normaliseEmail', () => {
  test.each([
    ['Anna.Beispiel@Example.DE', 'anna.beispiel@example.de'],
    [' \u00a0anna@example.de\n', 'anna@example.de'],
    ['anna+dach@example.co.uk', 'anna+dach@example.co.uk'],
    ["o'neil@example.de", "o'neil@example.de"],
    ['anna\uff20example\uff0ede', 'anna@example.de'],
    ['\uff41nna@example.de', 'anna@example.de'],
    ['anna@M\u00fcller.example', 'anna@xn--mller-kva.example'],
    ['anna@mu\u0308ller.example', 'anna@xn--mller-kva.example'],
    ['anna@XN--MLLER-KVA.example', 'anna@xn--mller-kva.example'],
    ['anna@stra\u00dfe.example', 'anna@xn--strae-oqa.example'],
    ['anna@example\u3002de', 'anna@example.de'],
    ['anna@\u4f8b\u3048.\u30c6\u30b9\u30c8', 'anna@xn--r8jz45g.xn--zckzah'],
  ])('%j is %s', (text, email) => {
    expect(normaliseEmail(text)).toEqual({ ok: true, email });
  });

  test('ss and ß are two domains, as they are in the DNS', () => {
    expect(normaliseEmail('a@strasse.example')).not.toEqual(normaliseEmail('a@stra\u00dfe.example'));
  });

  test.each([
    'anna',
    '@example.de',
    'anna@',
    'anna@@example.de',
    'anna@b@example.de',
    'anna\uff20b@example.de',
    'anna@example.de@example.com',
    'anna@example.de@',
    '"anna b"@example.de',
    '"anna"@example.de',
    'anna b@example.de',
    'anna@exa mple.de',
    'anna@example.de, bernd@example.de',
    'anna@example.de;bernd@example.de',
    'Anna <anna@example.de>',
    '<anna@example.de>',
    'mailto:anna@example.de',
    'anna@example.de\r\nBcc: bernd@example.de',
    'anna\r\n@example.de',
    'anna\u0000@example.de',
    'anna@example.de\u0000',
    'anna\u202e@example.de',
    'anna\u200b@example.de',
    'anna@exam\u200dple.de',
    'anna@exam\u00adple.de',
    '.anna@example.de',
    'anna.@example.de',
    'anna..b@example.de',
    'm\u00fcller@example.de',
    'anna(comment)@example.de',
    'anna@localhost',
    'anna@example.de.',
    'anna@.example.de',
    'anna@example..de',
    'anna@-example.de',
    'anna@example-.de',
    'anna@example.d',
    'anna@127.0.0.1',
    'anna@127.1',
    'anna@0x7f.1',
    'anna@2130706433',
    'anna@[127.0.0.1]',
    'anna@[::1]',
    'anna@example.de:25',
    'anna@example.de/x',
    'anna@example.de?x',
    'anna@example.de#x',
    'anna@exam%70le.de',
    'anna@example.de\\x',
    'anna@exa_mple.de',
    `${'a'.repeat(65)}@example.de`,
    `anna@${'a'.repeat(64)}.de`,
    'anna@example.de\ud800',
  ])('%j is refused', (text) => {
    expect(normaliseEmail(text)).toEqual({ ok: false, problem: 'not_an_address' });
  });

  test('nothing and too much have names of their own', () => {
    expect(normaliseEmail(' \ufeff ')).toEqual({ ok: false, problem: 'empty' });
    const long = `anna@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(60)}.${'d'.repeat(63)}.de`;
    expect(long.length).toBeGreaterThan(250);
    expect(normaliseEmail(long).ok).toBe(long.length <= 254);
    expect(normaliseEmail(`an${long}`)).toEqual({ ok: false, problem: 'too_long' });
    expect(normaliseEmail('@'.repeat(1_000_000))).toEqual({ ok: false, problem: 'too_long' });
    // 18 letters for one under NFKC: the length that counts is the one after.
    expect(normaliseEmail('\ufdfa'.repeat(100))).toEqual({ ok: false, problem: 'too_long' });
  });

  test('the result is a fixed point and plain ASCII', () => {
    const host = fc.constantFrom('example.de', 'M\u00fcller.example', '\u4f8b\u3048.example');
    fc.assert(
      fc.property(fc.emailAddress(), host, (address, domain) => {
        const result = normaliseEmail(`${address.split('@')[0] ?? ''}@${domain}`);
        if (!result.ok) return;
        expect(normaliseEmail(result.email)).toEqual(result);
        expect(normaliseEmail(result.email.toUpperCase())).toEqual(result);
        expect(/^[\x21-\x7e]+$/.test(result.email)).toBe(true);
      }),
    );
  });

  test('whatever is typed is refused or comes out as printable ASCII around one @', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(text, text, (local, domain) => {
        const result = normaliseEmail(`${local}@${domain}`);
        expect(result.ok ? result.email : 'refused@').toMatch(/^[\x21-\x3f\x41-\x7e]+@[a-z0-9.-]*$/);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('a masked address shows one letter and the domain', () => {
  const result = normaliseEmail('kunde@beispiel.example');
  expect(result.ok && maskEmail(result.email)).toBe('k•••@beispiel.example');
});
