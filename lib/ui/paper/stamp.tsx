import { formatDate, formatTime } from '#lib/i18n/format.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { withdrawnUnconfirmed } from './receipt-title.ts';
import type { ReceiptPage } from './views.ts';

/** The date stamp of an office. It repeats the record beside it, so it is left out for those who hear the page. */
export function Stamp({ page, t }: { page: ReceiptPage; t: Translate }) {
  const withdrawn = page.state === 'withdrawn' ? page.withdrawal : null;
  const instant = withdrawn?.at ?? page.answeredAt;
  return (
    <p className={page.state === 'waiting' ? 'stamp faint' : 'stamp'} aria-hidden="true">
      <b>{stampWord(page, t)}</b>
      <span>{formatDate(instant, page.timeZone, page.locale)}</span>
      <span>{formatTime(instant, page.timeZone, page.locale)}</span>
    </p>
  );
}

function stampWord(page: ReceiptPage, t: Translate): string {
  if (page.state !== 'withdrawn') return t('receipt.stamp.saved');
  return t(withdrawnUnconfirmed(page) ? 'receipt.stamp.void' : 'receipt.stamp.withdrawn');
}
