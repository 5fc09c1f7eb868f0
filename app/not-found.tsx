import { addresses } from '#lib/ui/console/addresses.ts';
import { Notice } from '#lib/ui/console/notice.tsx';

/** For what Next itself looks for in vain; addresses nobody has are answered by `[...rest]`. */
export default function NotFound() {
  return (
    <Notice title="Diese Seite gibt es nicht.">
      <p>
        <a href={addresses.console}>Zur Konsole</a>
      </p>
    </Notice>
  );
}
