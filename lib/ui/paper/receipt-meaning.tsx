import type { Translate } from '#lib/i18n/translate.ts';
import { PhoneLink } from './phone-link.tsx';
import { withdrawnUnconfirmed } from './receipt-title.ts';
import { Sentence } from './sentence.tsx';
import type { ReceiptPage } from './views.ts';

/** What the answer means from now on, in one or two sentences. */
export function ReceiptMeaning({ page, t }: { page: ReceiptPage; t: Translate }) {
  const firm = page.firm.legalName;
  if (withdrawnUnconfirmed(page)) {
    return (
      <div className="lead">
        <p>{t('receipt.void.meaning', { firm })}</p>
        <p>
          <Sentence text={t('receipt.void.older')} slot="{phone}">
            <PhoneLink phone={page.firm.phone} />
          </Sentence>
        </p>
      </div>
    );
  }
  if (page.state === 'waiting') return <Waiting firm={firm} t={t} />;
  return (
    <div className="lead">
      <p>{t(`receipt.next.${page.state}`, { firm })}</p>
      {page.lines.some((line) => line.choice === 'waiting') ? <p>{t('receipt.waiting.some')}</p> : null}
    </div>
  );
}

function Waiting({ firm, t }: { firm: string; t: Translate }) {
  return (
    <div className="lead">
      <p>{t('receipt.waiting.meaning')}</p>
      <p>
        <b>{t('receipt.waiting.how_title')}:</b> {t('receipt.waiting.how', { firm })}{' '}
        {t('receipt.waiting.nothing_to_do')}
      </p>
    </div>
  );
}
