import type { Translate } from '#lib/i18n/translate.ts';
import type { ReceiptConfirm } from './views.ts';
import { Sentence } from './sentence.tsx';

type ConfirmProps = { confirm: ReceiptConfirm; firm: { legalName: string; phone: string }; t: Translate };

/** One more step: the person's own message from their own account. Calling is the same size, and doing nothing is fine. */
export function Confirm({ confirm, firm, t }: ConfirmProps) {
  const { legalName, phone } = firm;
  return (
    <section className="step" aria-labelledby="step-title">
      <h2 id="step-title">{t('receipt.confirm.title')}</h2>
      <p>
        <Sentence text={t('receipt.confirm.question')} slot="{number}">
          <b className="whole-word" dir="ltr">
            {confirm.shownNumber}
          </b>
        </Sentence>{' '}
        {confirm.link
          ? t('receipt.confirm.whatsapp_how')
          : t('receipt.confirm.call_how', { firm: legalName })}
      </p>
      <div className="buttons">
        {confirm.link ? (
          <a className="button" href={confirm.link} rel="noreferrer">
            {t('receipt.confirm.whatsapp')}
          </a>
        ) : null}
        <a className="button" href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`}>
          {t('receipt.confirm.call')}
        </a>
      </div>
      {confirm.link ? (
        <>
          <p>
            <Sentence text={t('receipt.confirm.message')} slot="{code}">
              <b className="whole-word" dir="ltr">
                {confirm.code}
              </b>
            </Sentence>{' '}
            {t('receipt.confirm.tells')}
          </p>
          <p>{t('receipt.confirm.call_how', { firm: legalName })}</p>
        </>
      ) : null}
      <p className="whole">
        <a href={confirm.refreshUrl}>{t('receipt.confirm.refresh')}</a>
      </p>
    </section>
  );
}
