import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addPeriod } from '#lib/domain/consent/period.ts';
import { Invalid } from '#lib/domain/errors.ts';

const at = (day: string) => `${day}T23:59:59.123456Z`;

describe('addPeriod', () => {
  test.each([
    ['2026-11-24', 'P2Y', '2028-11-24'],
    ['2026-11-24', 'P6M', '2027-05-24'],
    ['2026-11-24', 'P90D', '2027-02-22'],
    ['2026-11-24', 'P0D', '2026-11-24'],
    ['2026-11-24', 'P1Y2M10D', '2028-02-03'],
    // The month's end is held to the earlier day.
    ['2026-08-31', 'P6M', '2027-02-28'],
    ['2027-08-31', 'P6M', '2028-02-29'],
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2026-03-31', 'P1M', '2026-04-30'],
    ['2026-12-31', 'P2M', '2027-02-28'],
    ['2026-10-31', 'P1M1D', '2026-12-01'],
    // 29 February.
    ['2028-02-29', 'P1Y', '2029-02-28'],
    ['2028-02-29', 'P4Y', '2032-02-29'],
    ['2028-02-29', 'P12M', '2029-02-28'],
    ['2028-02-28', 'P1D', '2028-02-29'],
    ['2028-02-28', 'P2D', '2028-03-01'],
    ['2027-02-28', 'P1D', '2027-03-01'],
    // A century that is no leap year, and one that is.
    ['2096-02-29', 'P4Y', '2100-02-28'],
    ['2100-02-28', 'P1D', '2100-03-01'],
    ['1996-02-29', 'P4Y', '2000-02-29'],
    // Over the year's end.
    ['2026-12-31', 'P1D', '2027-01-01'],
    ['2026-12-15', 'P1M', '2027-01-15'],
    ['2026-11-24', 'P13M', '2027-12-24'],
    ['2026-11-24', 'P24M', '2028-11-24'],
    ['2026-11-24', 'P3650D', '2036-11-21'],
  ])('%s and %s is %s', (start, period, end) => {
    expect(addPeriod(at(start), period)).toBe(at(end));
  });

  test('the time of day is kept as written, to the microsecond or without a fraction', () => {
    expect(addPeriod('2026-11-24T00:00:00.000001Z', 'P1D')).toBe('2026-11-25T00:00:00.000001Z');
    expect(addPeriod('2026-11-24T00:00:00Z', 'P1D')).toBe('2026-11-25T00:00:00Z');
  });

  const day = fc
    .date({
      min: new Date('1970-01-01T00:00:00Z'),
      max: new Date('2200-12-31T00:00:00Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());

  test('days are counted as the platform counts them', () => {
    fc.assert(
      fc.property(day, fc.nat(20_000), (start, days) => {
        const end = new Date(Date.parse(start) + days * 86_400_000).toISOString();
        expect(addPeriod(start, `P${days}D`)).toBe(end);
      }),
    );
  });

  test('months never end later than the same day of the month, and never in another month', () => {
    fc.assert(
      fc.property(day, fc.nat(600), (start, months) => {
        const end = addPeriod(start, `P${months}M`);
        const [from, to] = [new Date(start), new Date(end)];
        const monthOf = (date: Date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
        expect(monthOf(to)).toBe(monthOf(from) + months);
        expect(to.getUTCDate()).toBeLessThanOrEqual(from.getUTCDate());
        if (to.getUTCDate() < from.getUTCDate()) {
          expect(new Date(Date.parse(end) + 86_400_000).getUTCDate()).toBe(1);
        }
        expect(end.slice(10)).toBe(start.slice(10));
      }),
    );
  });

  test.each([
    '',
    'P',
    'P1',
    '1D',
    'P-1D',
    'P1.5M',
    'P1W',
    'P1DT1H',
    'PT1H',
    'P1D1M',
    'p1d',
    ' P1D',
    'P1D\n',
    'P999999D',
  ])('the period %j is refused, not guessed', (period) => {
    expect(() => addPeriod(at('2026-11-24'), period)).toThrow(Invalid);
  });

  test.each([
    '2026-11-24',
    '2026-11-24T12:00Z',
    '2026-11-24T12:00:00',
    '2026-11-24T12:00:00+01:00',
    '2026-11-24 12:00:00Z',
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    '2026-04-31T00:00:00Z',
    '2026-11-24T24:00:00Z',
    '2026-11-24T12:60:00Z',
    '2026-11-24T12:00:60Z',
    '2026-11-24T12:00:00.1234567Z',
    '2026-11-24T12:00:00Z\n',
  ])('the instant %j is refused', (instant) => {
    expect(() => addPeriod(instant, 'P1D')).toThrow(Invalid);
  });

  test('beyond the year 9999 there is no date', () => {
    expect(addPeriod(at('9998-12-31'), 'P1Y')).toBe(at('9999-12-31'));
    expect(() => addPeriod(at('9999-12-31'), 'P1D')).toThrow(Invalid);
  });
});
