import { findShortLink } from '#lib/services/page/short-link.ts';
import type { CustomerRequest } from './door.ts';
import { inLanguage, shownFor } from './language.ts';
import { statePage } from './respond.ts';

/** `/s/{code}`: the short address on paper, to the page it stands for. It says nothing of codes that lead nowhere. */
export async function answerShortLink(at: CustomerRequest, code: string): Promise<Response> {
  const shown = shownFor(at.request);
  const page = await findShortLink(code);
  if (!page) return statePage('not_found', { status: 404, shown });
  return new Response(null, {
    status: 302,
    headers: {
      location: inLanguage(`/e/${page.businessSlug}/${page.pageSlug}`, shown),
      // Not for ever: a page may be closed or move.
      'cache-control': 'private, no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
