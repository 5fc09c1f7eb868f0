import type { ReactNode } from 'react';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { Mark } from './mark.tsx';

/**
 * `white` is the question, still on its pad with the copies under it; `yellow` the customer's copy and `rose`
 * the withdrawal, torn off; `plain` a loose slip on which nothing was written.
 */
export type Paper = 'white' | 'yellow' | 'rose' | 'plain';

type SheetProps = {
  t: Translate;
  paper: Paper;
  firm: BusinessProfile | null;
  /** What stands top right on the form: its kind and its number. */
  form: { name: string; number: string } | null;
  children: ReactNode;
};

/** One sheet: the stub with the firm's name, a perforation, and the form itself. */
export function Sheet({ t, paper, firm, form, children }: SheetProps) {
  return (
    <main className={`pad ${paper}`}>
      <div className="sheet">
        <div className="stub">
          <div className="stub-lines">
            {form ? (
              <p className="form-number">
                {form.name} <b dir="ltr">{form.number}</b>
              </p>
            ) : null}
            {firm ? <FirmLines firm={firm} /> : <Wordmark claim={t('page.claim')} />}
          </div>
        </div>
        <div className="body">{children}</div>
      </div>
    </main>
  );
}

function FirmLines({ firm }: { firm: BusinessProfile }) {
  return (
    <p className="firm">
      <b>
        <bdi>{firm.legalName}</bdi>
      </b>
      <span>
        <span>{firm.street},</span>{' '}
        <span>
          {firm.postalCode} {firm.town}
        </span>
      </span>
    </p>
  );
}

/** Where no firm may be named, the slip is ours. */
function Wordmark({ claim }: { claim: string }) {
  return (
    <p className="firm wordmark">
      <Mark />
      <b>Jawort</b>
      <span>{claim}</span>
    </p>
  );
}
