import type { PageView } from './views.ts';

/** One page as one HTML document, with the Content-Security-Policy it must be sent with. */
export async function renderDocument(page: PageView): Promise<{ html: string; csp: string }> {
  throw new Error(`not drawn yet: ${page.kind}`);
}
