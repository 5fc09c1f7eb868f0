'use client';

import { addresses } from '#lib/ui/console/addresses.ts';
import { Notice } from '#lib/ui/console/notice.tsx';

/** A console page that could not be made. A plain link, so that trying again works without a script too. */
export default function Failed() {
  return (
    <Notice title="Das hat nicht geklappt.">
      <p>Es wurde nichts geändert. Bitte versuchen Sie es gleich noch einmal.</p>
      <p>
        <a href={addresses.console}>Noch einmal versuchen</a>
      </p>
    </Notice>
  );
}
