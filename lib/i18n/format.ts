import { locales, type Locale } from './locale.ts';

/** „24.11.2026, 14:32 Uhr (MEZ)“, "24 Nov 2026, 14:32 CET": always with the zone's name, because „14:32“ alone proves nothing. */
export function formatInstant(instant: string, timeZone: string, locale: Locale): string {
  return `${formatDate(instant, timeZone, locale)}, ${formatTime(instant, timeZone, locale)}`;
}

/** „24.11.2026“, "24 Nov 2026", as that day is called in the zone. */
export function formatDate(instant: string, timeZone: string, locale: Locale): string {
  const month = locale === 'de' ? '2-digit' : 'short';
  return formatter(locale, timeZone, { day: '2-digit', month, year: 'numeric' }).format(new Date(instant));
}

/** „14:32 Uhr (MEZ)“, "14:32 CET". */
export function formatTime(instant: string, timeZone: string, locale: Locale): string {
  const parts = formatter(locale, timeZone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  }).formatToParts(new Date(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((each) => each.type === type)?.value ?? '';
  const time = `${part('hour')}:${part('minute')}`;
  return locale === 'de' ? `${time} Uhr (${part('timeZoneName')})` : `${time} ${part('timeZoneName')}`;
}

/** Groups a long hex fingerprint by four, so that two people can compare it by voice. */
export function groupFingerprint(hex: string): string {
  return hex.match(/.{1,4}/gu)?.join(' ') ?? '';
}

// Making a formatter costs some thousand times what using it costs.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(
  locale: Locale,
  timeZone: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, timeZone, options]);
  let known = formatters.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locales[locale].tag, { ...options, timeZone });
    formatters.set(key, known);
  }
  return known;
}
