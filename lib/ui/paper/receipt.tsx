import { formatInstant } from '#lib/i18n/format.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { KeepIt } from './keep-it.tsx';
import { PhoneLink } from './phone-link.tsx';
import { ReceiptLines } from './receipt-lines.tsx';
import { ReceiptMeaning } from './receipt-meaning.tsx';
import { receiptTitle, withdrawnUnconfirmed } from './receipt-title.ts';
import { Sentence } from './sentence.tsx';
import { Sheet } from './sheet.tsx';
import { Stamp } from './stamp.tsx';
import type { ReceiptPage } from './views.ts';

/** The customer's copy: what was answered, how to take it back, when and how we know. */
export function Receipt({ page, t }: { page: ReceiptPage; t: Translate }) {
  const title = receiptTitle(page, t);
  // Where the heading alone could be misread, the sentence comes first; else the lines and the way out do.
  const meaningFirst = page.state === 'waiting' || page.state === 'withdrawn';
  return (
    <Frame t={t} page={page} title={title} indexed={false}>
      <Sheet
        t={t}
        paper={page.state === 'withdrawn' ? 'rose' : 'yellow'}
        firm={page.firm}
        form={{ name: t('receipt.form_name'), number: page.code }}
      >
        <h1>{title}</h1>
        {meaningFirst ? <ReceiptMeaning page={page} t={t} /> : null}
        <ReceiptLines page={page} t={t} />
        {meaningFirst ? null : <ReceiptMeaning page={page} t={t} />}
        <div className="record">
          <Stamp page={page} t={t} />
          <Record page={page} t={t} />
        </div>
        <KeepIt url={page.receiptUrl} withdrawable={page.withdrawAll} t={t} />
        <p className="help">
          <Sentence text={t('receipt.help')} slot="{phone}">
            <PhoneLink phone={page.firm.phone} />
          </Sentence>
        </p>
      </Sheet>
    </Frame>
  );
}

function Record({ page, t }: { page: ReceiptPage; t: Translate }) {
  const when = (instant: string) => formatInstant(instant, page.timeZone, page.locale);
  return (
    <dl>
      <dt>{t('receipt.answered')}</dt>
      <dd>{when(page.answeredAt)}</dd>
      {page.withdrawal && !withdrawnUnconfirmed(page) ? (
        <>
          <dt>{t('receipt.withdrawn_at')}</dt>
          <dd>{when(page.withdrawal.at)}</dd>
          <dt>{t('receipt.withdrawn_by')}</dt>
          <dd>{t(`receipt.by.${page.withdrawal.by}`, { firm: page.firm.legalName })}</dd>
        </>
      ) : null}
      <dt>{t('receipt.evidence_title')}</dt>
      <dd>{t(`receipt.evidence.${page.evidence}`)}</dd>
      <dt>{t('receipt.text')}</dt>
      <dd>
        <a href={page.versionUrl}>
          {t(`receipt.text_link.${page.textLocale}`, { number: String(page.versionNumber) })}
        </a>
      </dd>
    </dl>
  );
}
