import { Page } from './page.tsx';
import { policy } from './policy.ts';
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
