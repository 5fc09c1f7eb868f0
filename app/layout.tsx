import type { Metadata, Viewport } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { consoleCss } from '#lib/ui/console/css.ts';

export const metadata: Metadata = {
  title: { default: 'Jawort', template: '%s – Jawort' },
  robots: { index: false },
  icons: { icon: '/icon.svg' },
};

export const viewport: Viewport = { colorScheme: 'light dark' };

/** Only the console is made of pages of Next's; all other doors answer with documents of their own. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    <html lang="de">
      <head>
        {/* Browsers hide the nonce from scripts, so the one sent and the one found differ. */}
        <style nonce={nonce} suppressHydrationWarning>
          {consoleCss}
        </style>
      </head>
      <body>{children}</body>
    </html>
  );
}
