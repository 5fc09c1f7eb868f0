import fc from 'fast-check';
import { getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { describe, expect, test } from 'vitest';
import { maskPhone, normalisePhone, showPhone, type PhoneNumber } from '#lib/domain/contact/phone.ts';
import { allSampleNumbers, e164Of, sampleNumber, spellingOf } from './phone-spellings.ts';

const spelled = sampleNumber.chain((number) =>
  fc.record({ number: fc.constant(number), text: spellingOf(number) }),
);

function accepted(text: string): PhoneNumber {
  const result = normalisePhone(text);
  if (!result.ok) throw new Error(`refused: ${result.problem}`);
  return result.e164;
}

/** A mobile number of another country, as the number plan's own example. */
function abroad(country: CountryCode): { national: string; e164: string } {
  const number = getExampleNumber(country, examples);
  if (number === undefined) throw new Error('no example');
  return { national: number.formatNational(), e164: number.number };
}

describe('normalisePhone', () => {
  test('every number of the ranges for fiction is accepted and comes out as itself', () => {
    expect(allSampleNumbers).toHaveLength(5_200);
    for (const number of allSampleNumbers) {
      expect(normalisePhone(`0${number.area}${number.subscriber}`)).toEqual({
        ok: true,
        e164: e164Of(number),
      });
    }
  });

  test('all usual spellings of one number meet', () => {
    fc.assert(
      fc.property(spelled, ({ number, text }) => {
        expect(normalisePhone(text)).toEqual({ ok: true, e164: e164Of(number) });
      }),
      { numRuns: 2_000 },
    );
  });

  test('two numbers never meet, however they are spelled', () => {
    fc.assert(
      fc.property(spelled, spelled, (left, right) => {
        fc.pre(left.number !== right.number);
        expect(accepted(left.text)).not.toBe(accepted(right.text));
      }),
      { numRuns: 1_000 },
    );
  });

  test('what is accepted ends in the digits that were typed: none is added, dropped or moved', () => {
    const typed = fc
      .array(
        fc.constantFrom(
          ...Array.from('0123456789'),
          ...Array.from('0123456789'),
          '+',
          ' ',
          '/',
          '(',
          ')',
          '-',
          '.',
          '²',
          '½',
          '①',
          'x',
        ),
        {
          minLength: 3,
          maxLength: 24,
        },
      )
      .map((characters) => characters.join(''));
    fc.assert(
      fc.property(
        fc.oneof(
          typed,
          typed.map((text) => `0${text}`),
          typed.map((text) => `+49${text}`),
        ),
        (text) => {
          const result = normalisePhone(text);
          if (!result.ok) return;
          const digits = text.replace(/[^0-9]/g, '').replace(/^(?:00)?(?:49)?0?/, '');
          expect(
            result.e164.endsWith(digits) ||
              result.e164 === `+${text.replace(/[^0-9]/g, '').replace(/^00/, '')}`,
          ).toBe(true);
          expect(/^[\d+ /().-]+$/.test(text)).toBe(true);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test('the result is a fixed point', () => {
    fc.assert(
      fc.property(spelled, ({ text }) => {
        expect(accepted(accepted(text))).toBe(accepted(text));
      }),
    );
  });

  test('whatever is typed is refused or comes out as E.164, and no length makes it slow', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (text) => {
        const result = normalisePhone(text);
        expect(result.ok ? result.e164 : '+4917604069042').toMatch(/^\+[1-9]\d{6,14}$/);
      }),
    );
    for (const part of ['0', ' ', '+', '(', '\u0660', '\ufdfa', '-0']) {
      const startedMs = performance.now();
      expect(normalisePhone(part.repeat(500_000))).toEqual({ ok: false, problem: 'too_long' });
      expect(performance.now() - startedMs).toBeLessThan(50);
    }
  });

  test.each([
    ['', 'empty'],
    [' \u00a0\u200e ', 'empty'],
    ['()-', 'empty'],
    ['112', 'too_short'],
    ['0112', 'not_a_number'],
    ['115', 'too_short'],
    ['11833', 'not_a_number'],
    ['116117', 'not_a_number'],
    ['030', 'too_short'],
    ['0176 04069', 'not_a_number'],
    ['0176 040690420', 'not_a_number'],
    ['0176 04069042 04069042', 'too_long'],
    ['030 23125100 / 0176 04069042', 'too_long'],
    ['0176 04069042 ext. 3', 'not_a_number'],
    ['0176 04069042;ext=3', 'not_a_number'],
    ['0176 04069042#', 'not_a_number'],
    ['0176 04069042,1', 'not_a_number'],
    ['tel:0176 04069042 (privat)', 'not_a_number'],
    ['0176 •••••042', 'not_a_number'],
    ['0176\u000004069042', 'not_a_number'],
    ['0176 04069042\ud800', 'not_a_number'],
    ['0176 0406904²', 'not_a_number'],
    ['0176 040690½', 'not_a_number'],
    ['0176 040690④2', 'not_a_number'],
    ['O176 04069042', 'not_a_number'],
    ['0176+04069042', 'not_a_number'],
    ['++49 176 04069042', 'not_a_number'],
    ['+', 'not_a_number'],
    ['0800 0000000', 'not_a_number'],
    ['0900 1000000', 'not_a_number'],
    ['anna@beispiel.de', 'not_a_number'],
    ['-1', 'too_short'],
  ])('%j is refused: %s', (text, problem) => {
    expect(normalisePhone(text)).toEqual({ ok: false, problem });
  });

  test('digits without + or 0 are a mobile number or nothing: a landline could be local or elsewhere', () => {
    expect(accepted('4917604069042')).toBe('+4917604069042');
    expect(accepted('17604069042')).toBe('+4917604069042');
    for (const text of ['23125100', '3023125100', '493023125100']) {
      expect(normalisePhone(text)).toEqual({ ok: false, problem: 'not_a_number' });
    }
  });

  test.each(['AT', 'CH'] as const)(
    'in %s the national spelling means that country, and +49 still Germany',
    (region) => {
      const { national, e164 } = abroad(region);
      expect(normalisePhone(national, region)).toEqual({ ok: true, e164 });
      expect(normalisePhone(e164.slice(1), region)).toEqual({ ok: true, e164 });
      expect(normalisePhone(e164, 'DE')).toEqual({ ok: true, e164 });
      expect(normalisePhone('+49 176 04069042', region)).toEqual({ ok: true, e164: '+4917604069042' });
    },
  );

  test('numbers of every country are accepted with their calling code, the zero of Italy included', () => {
    for (const country of ['FR', 'IT', 'PL', 'TR', 'US', 'UA'] as const) {
      const { e164 } = abroad(country);
      expect(normalisePhone(e164)).toEqual({ ok: true, e164 });
      expect(normalisePhone(`00${e164.slice(1)}`)).toEqual({ ok: true, e164 });
    }
  });
});

describe('showing a number', () => {
  test.each([
    ['+4917604069042', '0176 04069042', '0176 •••••042'],
    ['+491713920012', '0171 3920012', '0171 ••••012'],
    ['+493023125100', '030 23125100', '030 •••••100'],
    ['+492214710123', '0221 4710123', '0221 ••••123'],
  ])('%s reads %s after DIN 5008, masked %s', (number, shown, masked) => {
    expect(showPhone(accepted(number))).toBe(shown);
    expect(maskPhone(accepted(number))).toBe(masked);
  });

  test('abroad the calling code comes first', () => {
    expect(showPhone(accepted('+4917604069042'), 'AT')).toBe('+49 176 04069042');
    expect(maskPhone(accepted('+4917604069042'), 'CH')).toBe('+49 176 •••••042');
  });

  test('what is shown can be typed again', () => {
    fc.assert(
      fc.property(sampleNumber, fc.constantFrom('DE', 'AT', 'CH'), (number, region) => {
        const shown = showPhone(accepted(e164Of(number)), region);
        expect(normalisePhone(shown, region)).toEqual({ ok: true, e164: e164Of(number) });
      }),
    );
  });

  test('a mask tells at most three digits of the subscriber number', () => {
    fc.assert(
      fc.property(sampleNumber, (number) => {
        const masked = maskPhone(accepted(e164Of(number)));
        expect(masked).toBe(
          `0${number.area} ${'•'.repeat(number.subscriber.length - 3)}${number.subscriber.slice(-3)}`,
        );
      }),
    );
  });
});
