import { describe, expect, test } from 'vitest';
import { normaliseIdentifier } from '#lib/domain/contact/identifier.ts';

describe('normaliseIdentifier', () => {
  test('phone and e-mail go through their own normalisers', () => {
    expect(normaliseIdentifier('phone', '0176 / 040 690 42')).toEqual({
      ok: true,
      kind: 'phone',
      value: '+4917604069042',
    });
    expect(normaliseIdentifier('email', 'Anna@Example.de')).toEqual({
      ok: true,
      kind: 'email',
      value: 'anna@example.de',
    });
    expect(normaliseIdentifier('phone', 'anna@example.de')).toEqual({ ok: false, problem: 'not_a_number' });
    expect(normaliseIdentifier('email', '0176 04069042')).toEqual({ ok: false, problem: 'not_an_address' });
  });

  test("a firm's reference is trimmed, composed and otherwise left alone", () => {
    expect(normaliseIdentifier('reference', '  Mu\u0308ller 12/B ')).toEqual({
      ok: true,
      kind: 'reference',
      value: 'M\u00fcller 12/B',
    });
    expect(normaliseIdentifier('reference', 'k-1')).not.toEqual(normaliseIdentifier('reference', 'K-1'));
  });

  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['a'.repeat(65), 'too_long'],
    ['a'.repeat(1_000_000), 'too_long'],
    ['K\u00001', 'not_printable'],
    ['K\n1', 'not_printable'],
    ['K\u202e1', 'not_printable'],
    ['K\u200b1', 'not_printable'],
    ['K\u20281', 'not_printable'],
    ['K\ud800', 'not_printable'],
    ['K\ue000', 'not_printable'],
  ])('the reference %j is refused: %s', (raw, problem) => {
    expect(normaliseIdentifier('reference', raw)).toEqual({ ok: false, problem });
  });

  test('a reference of 64 characters is the longest', () => {
    expect(normaliseIdentifier('reference', 'a'.repeat(64)).ok).toBe(true);
  });

  test("a messenger's id is opaque: kept letter by letter, printable ASCII, up to 128", () => {
    expect(normaliseIdentifier('whatsapp_user_id', ' DE.1a2B3c ')).toEqual({
      ok: true,
      kind: 'whatsapp_user_id',
      value: 'DE.1a2B3c',
    });
    expect(normaliseIdentifier('whatsapp_user_id', 'a'.repeat(128)).ok).toBe(true);
    expect(normaliseIdentifier('whatsapp_user_id', 'a'.repeat(129))).toEqual({
      ok: false,
      problem: 'too_long',
    });
    for (const raw of ['a b', 'ä', 'a\u0000', 'a\u200e']) {
      expect(normaliseIdentifier('whatsapp_user_id', raw)).toEqual({ ok: false, problem: 'not_printable' });
    }
    expect(normaliseIdentifier('whatsapp_user_id', '')).toEqual({ ok: false, problem: 'empty' });
  });
});
