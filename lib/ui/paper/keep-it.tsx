import type { Translate } from '#lib/i18n/translate.ts';

/** How to keep the copy, with what every browser can do by itself; the address in clear survives the printer. */
export function KeepIt({ url, withdrawable, t }: { url: string; withdrawable: boolean; t: Translate }) {
  const form = withdrawable ? 'open' : 'closed';
  return (
    <section className="keep">
      <h2>{t('receipt.keep.title')}</h2>
      <p>{t(`receipt.keep.why.${form}`)}</p>
      <p className="how">{t('receipt.keep.how')}</p>
      <p className="address">
        <span>{t('receipt.keep.link')}:</span>{' '}
        <a href={url} dir="ltr">
          {url}
        </a>
      </p>
      <p className="secret">{t(`receipt.keep.secret.${form}`)}</p>
    </section>
  );
}
