import { openFirm } from '#lib/services/page/open-firm.ts';
import type { CustomerRequest } from './door.ts';
import { frameOf, helpLinks } from './frame.ts';
import { shownFor } from './language.ts';
import { respond } from './respond.ts';

/** `/help` and `/accessibility`; `?e={business}` says from which firm's page the reader comes, and is no must. */
export async function answerHelp(at: CustomerRequest, kind: 'help' | 'accessibility'): Promise<Response> {
  const slug = new URL(at.request.url).searchParams.get('e');
  const opened = slug === null ? null : await openFirm(slug);
  if (!opened) {
    const shown = shownFor(at.request);
    return respond({
      kind,
      locale: shown.locale,
      languages: shown.languages,
      mode: 'live',
      firm: null,
      imprintUrl: null,
      privacyUrl: null,
      withdrawHintUrl: null,
      ...helpLinks(null, shown),
    });
  }
  const shown = shownFor(at.request, { query: { e: opened.firm.slug } });
  return respond({ kind, ...frameOf(opened.firm, shown) });
}
