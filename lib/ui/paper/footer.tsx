import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { Mark } from './mark.tsx';

type FooterProps = {
  t: Translate;
  page: {
    firm: BusinessProfile | null;
    imprintUrl: string | null;
    privacyUrl: string | null;
    withdrawHintUrl: string | null;
    helpUrl: string;
    accessibilityUrl: string;
  };
};

/** The duties, one tap from every page (§ 5 DDG, Art. 12 GDPR; R25), and one line about us. */
export function Footer({ t, page }: FooterProps) {
  const links = [
    { url: page.imprintUrl, text: t('page.imprint') },
    { url: page.privacyUrl, text: t('page.privacy') },
    { url: page.withdrawHintUrl, text: t('page.withdraw') },
    { url: page.helpUrl, text: t('page.help') },
    { url: page.accessibilityUrl, text: t('page.accessibility') },
  ].filter((link) => link.url !== null);
  return (
    <footer>
      <nav aria-label={t('page.legal')}>
        {links.map(({ url, text }) => (
          <a key={text} href={url ?? undefined}>
            {text}
          </a>
        ))}
      </nav>
      <p>
        <Mark />
        {page.firm ? t('page.processor', { firm: page.firm.legalName }) : t('page.processor_alone')}
      </p>
    </footer>
  );
}
