import { css } from './css.ts';
import { Page } from './page.tsx';
import type { PageView } from './views.ts';

/**
 * One page as one HTML document, with the Content-Security-Policy it must be sent with. The policy has no
 * script source at all, and allows exactly our style sheet, by the hash of the bytes between its tags.
 */
export async function renderDocument(page: PageView): Promise<{ html: string; csp: string }> {
  // Next refuses a static import of react-dom/server in a route handler.
  const { renderToStaticMarkup } = await import('react-dom/server');
  return { html: `<!doctype html>${renderToStaticMarkup(<Page page={page} />)}`, csp: await policy() };
}

let policyOnce: Promise<string> | undefined;

function policy(): Promise<string> {
  policyOnce ??= crypto.subtle.digest('SHA-256', new TextEncoder().encode(css)).then((digest) => {
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)));
    return [
      "default-src 'none'",
      `style-src 'sha256-${hash}'`,
      "font-src 'self'",
      "img-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; ');
  });
  return policyOnce;
}
