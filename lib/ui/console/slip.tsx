import type { ReactNode } from 'react';
import { translator } from '#lib/i18n/translate.ts';
import { Frame } from '#lib/ui/paper/frame.tsx';
import { policy } from '#lib/ui/paper/policy.ts';
import { Sheet, type Paper } from '#lib/ui/paper/sheet.tsx';

/** A page of ours on the customers' paper: no firm on it, no script, nothing but what is read. */
export type Slip = { title: string; paper: Paper; indexed: boolean; body: ReactNode };

/** The slip as a document, with the Content-Security-Policy it must be sent with. */
export async function renderSlip({
  title,
  paper,
  indexed,
  body,
}: Slip): Promise<{ html: string; csp: string }> {
  // Next refuses a static import of react-dom/server in a route handler.
  const { renderToStaticMarkup } = await import('react-dom/server');
  const t = translator('de');
  const markup = renderToStaticMarkup(
    <Frame t={t} page={nobody} title={title} indexed={indexed}>
      <Sheet t={t} paper={paper} firm={null} form={null}>
        {body}
      </Sheet>
    </Frame>,
  );
  return { html: `<!doctype html>${markup}`, csp: await policy() };
}

const nobody = {
  locale: 'de',
  languages: [],
  mode: 'live',
  firm: null,
  imprintUrl: null,
  privacyUrl: null,
  withdrawHintUrl: null,
  helpUrl: '/help',
  accessibilityUrl: '/accessibility',
} as const;
