import type { Translate } from '#lib/i18n/translate.ts';
import { Confirm } from './confirm.tsx';
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
          <Sentence text={t('receipt.void.older')} slot="{link}">
            <a href={page.withdrawHintUrl}>{t('page.withdraw')}</a>
          </Sentence>
        </p>
      </div>
    );
  }
  const { confirm } = page;
  if (page.state === 'waiting') {
    return (
      <>
        <Waiting firm={firm} how={confirm === null} t={t} />
        {confirm ? <Confirm confirm={confirm} firm={page.firm} t={t} /> : null}
      </>
    );
  }
  return (
    <div className="lead">
      <p>{t(`receipt.next.${page.state}`, { firm })}</p>
      {page.lines.some((line) => line.choice === 'waiting') ? <p>{t('receipt.waiting.some')}</p> : null}
      {confirm ? <Confirm confirm={confirm} firm={page.firm} t={t} /> : null}
    </div>
  );
}

function Waiting({ firm, how, t }: { firm: string; how: boolean; t: Translate }) {
  return (
    <div className="lead">
      <p>{t('receipt.waiting.meaning')}</p>
      <p>
        {how ? (
          <>
            <b>{t('receipt.waiting.how_title')}:</b> {t('receipt.waiting.how', { firm })}{' '}
          </>
        ) : null}
        {t('receipt.waiting.nothing_to_do')}
      </p>
    </div>
  );
}
