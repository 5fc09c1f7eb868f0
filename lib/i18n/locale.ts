/**
 * The languages that exist, with the name each gives itself. A language is added here only together with
 * its whole catalogue: the language row offers nothing that is not there.
 */
export const locales = {
  de: { name: 'Deutsch', direction: 'ltr', openGraph: 'de_DE' },
} as const satisfies Record<string, { name: string; direction: 'ltr' | 'rtl'; openGraph: string }>;

export type Locale = keyof typeof locales;
