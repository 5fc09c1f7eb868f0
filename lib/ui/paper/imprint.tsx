import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Sheet } from './sheet.tsx';
import type { ImprintPage } from './views.ts';

/** Who stands behind the page (§ 5 DDG). The e-mail address stands in clear: a bare link is not enough. */
export function Imprint({ page, t }: { page: ImprintPage; t: Translate }) {
  const { firm } = page;
  return (
    <Frame t={t} page={page} title={t('imprint.title')} indexed>
      <Sheet t={t} paper="plain" firm={firm} form={null}>
        <h1>{t('imprint.title')}</h1>
        {firm.country === 'DE' ? <p className="lead">{t('imprint.basis')}</p> : null}
        <dl className="facts plain-lines">
          <div>
            <dt>{t('imprint.address')}</dt>
            <dd>
              {firm.legalName}
              <br />
              {firm.street}
              <br />
              {firm.postalCode} {firm.town}
            </dd>
          </div>
          <div>
            <dt>{t('imprint.represented')}</dt>
            <dd>{firm.representedBy}</dd>
          </div>
          <div>
            <dt>{t('imprint.phone')}</dt>
            <dd>
              <PhoneLink phone={firm.phone} />
            </dd>
          </div>
          <div>
            <dt>{t('imprint.email')}</dt>
            <dd>
              <a href={`mailto:${firm.email}`} dir="ltr">
                {firm.email}
              </a>
            </dd>
          </div>
          {firm.register ? (
            <div>
              <dt>{t('imprint.register')}</dt>
              <dd>{firm.register}</dd>
            </div>
          ) : null}
          {firm.vatId ? (
            <div>
              <dt>{t('imprint.vat')}</dt>
              <dd>{firm.vatId}</dd>
            </div>
          ) : null}
        </dl>
      </Sheet>
    </Frame>
  );
}
