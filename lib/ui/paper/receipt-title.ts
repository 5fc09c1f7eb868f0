import type { Translate } from '#lib/i18n/translate.ts';
import type { ReceiptPage } from './views.ts';

/**
 * Taking back what was never confirmed ends that answer and nothing else: it must not look as if an older,
 * proven consent had been withdrawn with it.
 */
export function withdrawnUnconfirmed(page: ReceiptPage): boolean {
  return page.state === 'withdrawn' && page.evidence === 'claimed';
}

export function receiptTitle(page: ReceiptPage, t: Translate): string {
  return withdrawnUnconfirmed(page) ? t('receipt.title.void') : t(`receipt.title.${page.state}`);
}
