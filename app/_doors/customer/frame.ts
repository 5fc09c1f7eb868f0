import type { Firm } from '#lib/services/page/open.ts';
import type { Frame } from '#lib/ui/paper/views.ts';

/** What every page of a firm carries. One language so far, so no language row. */
export function frameOf(firm: Pick<Firm, 'profile' | 'mode' | 'slug'>): Frame {
  return {
    locale: 'de',
    languages: [],
    firm: firm.profile,
    mode: firm.mode,
    imprintUrl: `/e/${firm.slug}/imprint`,
    privacyUrl: `/e/${firm.slug}/privacy`,
    withdrawHintUrl: null,
  };
}

/** Times are shown in the business's zone. */
export const timeZone = 'Europe/Berlin';
