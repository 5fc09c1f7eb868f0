import { formatInstant } from '#lib/i18n/format.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { withdrawnUnconfirmed } from './receipt-title.ts';
import type { ReceiptLine, ReceiptPage } from './views.ts';

/** Line by line what was answered, each with a sign and a word, and one tap to take it back. */
export function ReceiptLines({ page, t }: { page: ReceiptPage; t: Translate }) {
  return (
    <form method="post" action={page.action}>
      <h2 className="unseen">{t('receipt.lines')}</h2>
      <ul className="lines">
        {page.lines.map((line) => (
          <li key={line.key}>
            <div>
              <b lang={foreign(line, page)}>{line.title}</b>
              <span className={`choice-made ${line.choice}`}>{lineWords(line, page, t)}</span>
            </div>
            {line.withdrawable ? (
              <button className="quiet" type="submit" name="withdraw" value={line.key}>
                {t('receipt.withdraw')}
                <span className="unseen" lang={foreign(line, page)}>
                  : {line.title}
                </span>
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {page.withdrawAll ? (
        <button className="button" type="submit" name="withdraw" value="all">
          {t('receipt.withdraw_all')}
        </button>
      ) : null}
    </form>
  );
}

function foreign(line: ReceiptLine, page: ReceiptPage): string | undefined {
  return line.titleLocale === page.locale ? undefined : line.titleLocale;
}

function lineWords(line: ReceiptLine, page: ReceiptPage, t: Translate): string {
  if (line.choice !== 'withdrawn') return t(`receipt.line.${line.choice}`);
  if (withdrawnUnconfirmed(page)) return t('receipt.line.void');
  if (!line.at) return t('receipt.line.withdrawn');
  return t('receipt.line.withdrawn_at', { when: formatInstant(line.at, page.timeZone, page.locale) });
}
