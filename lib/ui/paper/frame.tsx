import type { ReactNode } from 'react';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { locales, type Locale } from '#lib/i18n/locale.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { css } from './css.ts';
import { fontFiles } from './font-files.ts';
import { Footer } from './footer.tsx';
import { Languages } from './languages.tsx';
import type { LanguageLink, Mode } from './views.ts';

type FrameProps = {
  t: Translate;
  page: {
    locale: Locale;
    languages: readonly LanguageLink[];
    mode: Mode;
    firm: BusinessProfile | null;
    imprintUrl: string | null;
    privacyUrl: string | null;
    withdrawHintUrl: string | null;
    helpUrl: string;
    accessibilityUrl: string;
  };
  title: string;
  /** Personal pages, errors and tests stay out of search engines. */
  indexed: boolean;
  children: ReactNode;
};

/** Head, test band, languages and footer around the one sheet of paper. */
export function Frame({ t, page, title, indexed, children }: FrameProps) {
  const { name: _, direction, openGraph } = locales[page.locale];
  const test = page.mode === 'test';
  const firmTitle = page.firm ? `${title} – ${page.firm.legalName}` : title;
  // The same neutral preview for every address: links get forwarded, and a preview must tell nothing.
  const shared = page.firm ? t('page.share_title', { firm: page.firm.legalName }) : t('page.claim');
  return (
    <html lang={page.locale} dir={direction}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <title>{test ? t('page.test_title', { title: firmTitle }) : firmTitle}</title>
        {indexed && !test ? null : <meta name="robots" content="noindex" />}
        <meta name="color-scheme" content="light dark" />
        <meta property="og:title" content={shared} />
        <meta property="og:description" content={t('page.share_text')} />
        <meta property="og:type" content="website" />
        <meta property="og:locale" content={openGraph} />
        <link rel="preload" href={fontFiles.heading} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
        <style dangerouslySetInnerHTML={{ __html: css }} />
      </head>
      <body className={test ? 'test' : undefined}>
        {test ? (
          <aside className="band" aria-label={t('page.test_word')}>
            <p>
              <b>{t('page.test_word')}:</b> {t('page.test_text')}
            </p>
          </aside>
        ) : null}
        <div className="desk">
          <Languages t={t} current={page.locale} links={page.languages} />
          {children}
          <Footer t={t} page={page} />
        </div>
      </body>
    </html>
  );
}
