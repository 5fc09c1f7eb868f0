import { pageGuards } from '#app/_doors/page-guards.ts';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import type { PageView, StatePage } from '#lib/ui/paper/views.ts';
import { helpLinks } from './frame.ts';
import { inLanguage, shownFor, type Shown } from './language.ts';

/** A page as an answer: no cookie, no cache, nothing that runs, nothing that frames. */
export async function respond(
  view: PageView,
  init: { status?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { html, csp } = await renderDocument(view);
  const headers: Record<string, string> = {
    'content-type': 'text/html; charset=utf-8',
    'content-language': view.locale,
    vary: 'accept-language',
    'content-security-policy': csp,
    ...pageGuards(),
    ...init.headers,
  };
  return new Response(html, { status: init.status ?? 200, headers });
}

/** A page that is neither question nor answer. Without a firm it is the same for everybody who asks for what is not there. */
export async function statePage(
  state: StatePage['state'],
  options: {
    status: number;
    shown: Shown;
    firm?: { profile: BusinessProfile; slug: string; mode: 'live' | 'test' };
    againUrl?: string;
    headers?: Record<string, string>;
  },
): Promise<Response> {
  const { firm, shown } = options;
  return respond(
    {
      kind: 'state',
      locale: shown.locale,
      languages: shown.languages,
      mode: firm?.mode ?? 'live',
      state,
      firm: firm?.profile ?? null,
      againUrl: options.againUrl ?? null,
      imprintUrl: firm ? inLanguage(`/e/${firm.slug}/imprint`, shown) : null,
      privacyUrl: firm ? inLanguage(`/e/${firm.slug}/privacy`, shown) : null,
      withdrawHintUrl: firm ? inLanguage(`/e/${firm.slug}/withdraw`, shown) : null,
      ...helpLinks(firm?.slug ?? null, shown),
    },
    { status: options.status, headers: { 'x-robots-tag': 'noindex', ...options.headers } },
  );
}

export function methodNotAllowed(request: Request, allow: string): Promise<Response> {
  return statePage('bad_request', { status: 405, shown: shownFor(request), headers: { allow } });
}

/** After a POST: relative, so that no header a stranger can set decides where people go. */
export function seeOther(location: string): Response {
  return new Response(null, {
    status: 303,
    headers: {
      location,
      'cache-control': 'no-store',
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
