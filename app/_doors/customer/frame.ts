import type { Firm } from '#lib/services/page/open.ts';
import type { Frame } from '#lib/ui/paper/views.ts';
import { inLanguage, type Shown } from './language.ts';

/** What every page of a firm carries. */
export function frameOf(firm: Pick<Firm, 'profile' | 'mode' | 'slug'>, shown: Shown): Frame {
  return {
    locale: shown.locale,
    languages: shown.languages,
    firm: firm.profile,
    mode: firm.mode,
    imprintUrl: inLanguage(`/e/${firm.slug}/imprint`, shown),
    privacyUrl: inLanguage(`/e/${firm.slug}/privacy`, shown),
    withdrawHintUrl: inLanguage(`/e/${firm.slug}/withdraw`, shown),
    ...helpLinks(firm.slug, shown),
  };
}

/** Help and accessibility know where the reader came from, so that they can show the firm's number. */
export function helpLinks(slug: string | null, shown: Shown): { helpUrl: string; accessibilityUrl: string } {
  const from = slug === null ? '' : `?e=${slug}`;
  return {
    helpUrl: inLanguage(`/help${from}`, shown),
    accessibilityUrl: inLanguage(`/accessibility${from}`, shown),
  };
}

/** Times are shown in the business's zone. */
export const timeZone = 'Europe/Berlin';
