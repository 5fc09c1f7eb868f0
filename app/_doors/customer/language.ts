import { noticeLocales, type NoticeLocale } from '#lib/domain/template/locales.ts';
import { readingLanguage, type LanguageWish } from '#lib/domain/template/reading-language.ts';
import type { Locale } from '#lib/i18n/locale.ts';
import type { LanguageLink } from '#lib/ui/paper/views.ts';

/** In which language a page is shown, and where else it can be read. */
export interface Shown {
  locale: Locale;
  /** The same page by links that keep its address: `?l=en` alone, so that no token stands in them. */
  languages: readonly LanguageLink[];
  /** What `?l=` said, if it named a language that exists: it goes along to the pages this one leads to. */
  chosen: Locale | null;
}

/** What the address and the browser say about language. */
export function wishOf(request: Request): LanguageWish {
  return {
    chosen: new URL(request.url).searchParams.get('l'),
    acceptLanguage: request.headers.get('accept-language'),
  };
}

/**
 * The language of a page: `?l=`, then `preferred` (the invitation's, or the one an answer was read in), then the
 * browser's, then German. `query` is what else of the address a language link must keep.
 */
export function shownFor(
  request: Request,
  options: {
    preferred?: string | null;
    offered?: readonly [NoticeLocale, ...NoticeLocale[]];
    query?: Readonly<Record<string, string>>;
  } = {},
): Shown {
  const { preferred = null, offered = noticeLocales, query = {} } = options;
  const wish = wishOf(request);
  return {
    locale: readingLanguage(wish, preferred, offered),
    languages: offered.map((locale) => ({
      locale,
      url: `?${new URLSearchParams({ ...query, l: locale }).toString()}`,
    })),
    chosen: noticeLocales.find((locale) => locale === wish.chosen) ?? null,
  };
}

/** An address of ours with the language the reader chose; unchanged where nothing was chosen. */
export function inLanguage(url: string, { chosen }: Pick<Shown, 'chosen'>): string {
  return chosen === null ? url : `${url}${url.includes('?') ? '&' : '?'}l=${chosen}`;
}
