import { Invalid } from '#lib/domain/errors.ts';

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)Z$/;
const TIME_OF_DAY = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?$/;
// At least one part. The time parts of ISO 8601 are left out: nobody agrees for hours.
const PERIOD = /^P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})D)?$/;

/**
 * An instant later by a calendar period (`P2Y`, `P6M`, `P1Y2M10D`), on the UTC calendar. Years and months
 * first, held to the month's last day: 31 August + P6M is 28 February, because on doubt the earlier end
 * holds. The time of day is kept as written, so microseconds survive (a `Date` would cut them).
 * Throws `Invalid` when either cannot be read or the result lies beyond year 9999.
 */
export function addPeriod(instantIso: string, period: string): string {
  const instant = INSTANT.exec(instantIso);
  const span = PERIOD.exec(period);
  if (instant === null) throw new Invalid('instant_unreadable');
  if (span === null) throw new Invalid('period_unreadable');

  const [, yearText, monthText, dayText, time = ''] = instant;
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || !TIME_OF_DAY.test(time)) {
    throw new Invalid('instant_unreadable');
  }

  const months = year * 12 + (month - 1) + Number(span[1] ?? 0) * 12 + Number(span[2] ?? 0);
  const atMonth = { year: Math.floor(months / 12), month: (months % 12) + 1 };
  const clamped = { ...atMonth, day: Math.min(day, daysIn(atMonth.year, atMonth.month)) };
  const result = addDays(clamped, Number(span[3] ?? 0));
  if (result.year > 9999) throw new Invalid('period_out_of_range');
  return `${digits(result.year, 4)}-${digits(result.month, 2)}-${digits(result.day, 2)}T${time}Z`;
}

type CalendarDay = { readonly year: number; readonly month: number; readonly day: number };

function addDays(start: CalendarDay, days: number): CalendarDay {
  let { year, month } = start;
  let day = start.day + days;
  for (let length = daysIn(year, month); day > length; length = daysIn(year, month)) {
    day -= length;
    month += 1;
    if (month > 12) {
      month = 1;
      year += 1;
    }
  }
  return { year, month, day };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

// Gregorian rule, also for centuries.
function isLeap(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
