import { locales, type Locale } from '#lib/i18n/locale.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import type { LanguageLink } from './views.ts';

/** The languages by the names they give themselves, as plain links; one language alone needs no row. */
export function Languages({
  t,
  current,
  links,
}: {
  t: Translate;
  current: Locale;
  links: readonly LanguageLink[];
}) {
  if (links.length < 2) return null;
  return (
    <nav className="languages" aria-label={t('page.languages')}>
      {links.map(({ locale, url }) => (
        <a
          key={locale}
          href={url}
          lang={locale}
          hrefLang={locale}
          dir={locales[locale].direction}
          aria-current={locale === current ? 'true' : undefined}
        >
          {locales[locale].name}
        </a>
      ))}
    </nav>
  );
}
