import type { NoticeLocale } from '#lib/domain/template/locales.ts';

/**
 * The languages that exist, with the name each gives itself. A language is added here only together with
 * its whole catalogue: the language row offers nothing that is not there. `tag` is how dates are written in it.
 */
export const locales = {
  de: { name: 'Deutsch', direction: 'ltr', openGraph: 'de_DE', tag: 'de-DE' },
  en: { name: 'English', direction: 'ltr', openGraph: 'en_GB', tag: 'en-GB' },
} as const satisfies Record<
  NoticeLocale,
  { name: string; direction: 'ltr' | 'rtl'; openGraph: string; tag: string }
>;

export type Locale = keyof typeof locales;

/** What a firm wrote before anybody translated it is in this language. */
export const firstLocale = 'de' satisfies Locale;
