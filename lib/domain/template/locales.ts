/** The languages a notice is written in when it is published. The first is the one the firm's own words are in. */
export const noticeLocales = ['de', 'en'] as const;
export type NoticeLocale = (typeof noticeLocales)[number];

export const firstLocale = 'de' satisfies NoticeLocale;

/** A language that exists, or `null`; everything else a stranger may write into an address is no language. */
export function knownLocale(text: string | null | undefined): NoticeLocale | null {
  return noticeLocales.find((locale) => locale === text) ?? null;
}
