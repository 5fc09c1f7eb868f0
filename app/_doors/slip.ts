import { config } from '#lib/config.ts';
import type { LinksFrom } from '#lib/ui/console/sign-in-slips.tsx';
import { renderSlip, type Slip } from '#lib/ui/console/slip.tsx';
import { pageGuards } from './page-guards.ts';

/** A slip as an answer: no cookie unless `headers` sets one, no cache, nothing that runs, nothing that frames. */
export async function answerSlip(
  slip: Slip,
  init: { status?: number; headers?: Record<string, string> } = {},
): Promise<Response> {
  const { html, csp } = await renderSlip(slip);
  const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': csp };
  return new Response(html, {
    status: init.status ?? 200,
    headers: {
      ...headers,
      ...pageGuards(),
      ...(slip.indexed ? {} : { 'x-robots-tag': 'noindex' }),
      ...init.headers,
    },
  });
}

/** After a POST: relative, so that no header a stranger can set decides where people go. */
export function seeOther(location: string, headers: Record<string, string> = {}): Response {
  return new Response(null, { status: 303, headers: { ...pageGuards(), location, ...headers } });
}

/** The start command prints a link only for the demo firm, which lives in the embedded database. */
export function linksFrom(): LinksFrom {
  return config().embedded ? 'start' : 'operator';
}
