import type { MessageKey, Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Sentence } from './sentence.tsx';
import { Sheet } from './sheet.tsx';
import type { StatePage } from './views.ts';

/** What happened and what to do, in two sentences; never a code, never blame. */
export function State({ page, t }: { page: StatePage; t: Translate }) {
  const title = t(`state.${page.state}.title`);
  return (
    <Frame t={t} page={page} title={title} indexed={false}>
      <Sheet t={t} paper="plain" firm={page.firm} form={null}>
        <h1>{title}</h1>
        <p className="lead">{t(`state.${page.state}.text`)}</p>
        {page.againUrl ? (
          <p>
            <a className="button" href={page.againUrl}>
              {t(againWords(page.state))}
            </a>
          </p>
        ) : null}
        {page.firm ? (
          <p className="help">
            <Sentence text={t('state.help', { firm: page.firm.legalName })} slot="{phone}">
              <PhoneLink phone={page.firm.phone} />
            </Sentence>
          </p>
        ) : null}
      </Sheet>
    </Frame>
  );
}

function againWords(state: StatePage['state']): MessageKey {
  if (state === 'look_again') return 'state.again';
  return state === 'already_answered' ? 'state.copy' : 'state.retry';
}
