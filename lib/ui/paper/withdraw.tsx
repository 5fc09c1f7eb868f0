import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Sentence } from './sentence.tsx';
import { Sheet } from './sheet.tsx';
import type { WithdrawPage } from './views.ts';
import { Words } from './words.tsx';

/** Taking everything back with nothing but the number: one field, one button, one answer for everybody (R47). */
export function Withdraw({ page, t }: { page: WithdrawPage; t: Translate }) {
  if (page.state !== 'form') return <Done page={page} t={t} />;
  const firm = page.firm.legalName;
  const title = t('withdraw.title');
  return (
    <Frame
      t={t}
      page={page}
      title={page.error ? t('page.error_title', { title }) : title}
      indexed={page.error === null}
    >
      <Sheet t={t} paper="plain" firm={page.firm} form={null}>
        <h1>{title}</h1>
        <p className="lead">
          <Words text={t('withdraw.lead')} />
        </p>
        <form method="post" action={page.action} noValidate>
          <div className="field">
            <label htmlFor="contact">
              <Words text={t('withdraw.contact')} />
            </label>
            <p className="hint" id="contact-hint">
              <Words text={t('withdraw.hint')} />
            </p>
            {page.error ? (
              <p className="fault" id="contact-fault">
                <span className="unseen">{t('question.error_mark')} </span>
                <Words text={t(`withdraw.error.${page.error}`)} />
              </p>
            ) : null}
            <input
              type="text"
              id="contact"
              name="contact"
              defaultValue={page.value}
              inputMode="text"
              autoComplete="tel"
              dir="ltr"
              spellCheck={false}
              aria-describedby={page.error ? 'contact-hint contact-fault' : 'contact-hint'}
              aria-invalid={page.error ? true : undefined}
            />
          </div>
          <p className="terms">
            <Words text={t('withdraw.effect', { firm })} />
          </p>
          <div className="field">
            <button className="button" type="submit">
              {t('withdraw.button')}
            </button>
          </div>
        </form>
      </Sheet>
    </Frame>
  );
}

function Done({ page, t }: { page: WithdrawPage; t: Translate }) {
  const firm = page.firm.legalName;
  const title = t('withdraw.done.title');
  return (
    <Frame t={t} page={page} title={title} indexed={false}>
      <Sheet t={t} paper="rose" firm={page.firm} form={null}>
        <h1>{title}</h1>
        <div className="lead">
          <p>{t('withdraw.done.text', { firm })}</p>
          <p>{t('withdraw.done.neutral')}</p>
          {page.state === 'queued' ? (
            <p>
              <Sentence text={t('withdraw.done.queued')} slot="{phone}">
                <PhoneLink phone={page.firm.phone} />
              </Sentence>
            </p>
          ) : null}
          <p>{t('withdraw.done.later')}</p>
        </div>
      </Sheet>
    </Frame>
  );
}
