import { firstLocale } from '#lib/i18n/locale.ts';
import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { GermanOnly } from './german-only.tsx';
import { Layer } from './layer.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Sections } from './sections.tsx';
import { Sheet } from './sheet.tsx';
import { Words } from './words.tsx';
import type { PrivacyPage } from './views.ts';

/**
 * The privacy notice of the page (Art. 13 GDPR): controller and officer, purposes and basis, then what the
 * published notice says about recipients, retention and rights, then what the page itself does.
 */
export function Privacy({ page, t }: { page: PrivacyPage; t: Translate }) {
  const { firm, notice, authority } = page;
  const said = new Set<string>(notice?.sections.map((section) => section.key));
  // A version from before there was a second language: its words are German, whatever the page around them is.
  const foreign = notice !== null && notice.locale !== page.locale;
  return (
    <Frame t={t} page={page} title={t('privacy.title')} indexed>
      <Sheet t={t} paper="plain" firm={firm} form={null}>
        <h1>{t('privacy.title')}</h1>
        <p className="lead">{t('privacy.lead')}</p>
        <Layer title={t('privacy.controller')}>
          <p>
            {firm.legalName}, {firm.representedBy}
            <br />
            {firm.street}, {firm.postalCode} {firm.town}
            <br />
            <PhoneLink phone={firm.phone} />
            <br />
            <a href={`mailto:${firm.email}`} dir="ltr">
              {firm.email}
            </a>
          </p>
        </Layer>
        <Layer title={t('privacy.officer')}>
          <p>{firm.dataProtectionOfficer ?? t('privacy.officer_none')}</p>
        </Layer>
        {notice ? (
          <Layer title={t('privacy.purposes')}>
            <p>{t('privacy.purposes_text')}</p>
            <ol className="asked-items" lang={foreign ? firstLocale : undefined}>
              {notice.items.map((item) => (
                <li key={item.key}>
                  <b>
                    <Words text={item.title} untranslated={notice.untranslated} />
                  </b>
                  <span>
                    <Words text={item.text} untranslated={notice.untranslated} />
                  </span>
                </li>
              ))}
            </ol>
            {foreign ? <p className="hint">{t('page.german_only')}</p> : null}
            <GermanOnly
              texts={notice.items.flatMap((item) => [item.title, item.text])}
              notice={notice}
              t={t}
            />
          </Layer>
        ) : null}
        <Layer title={t('privacy.basis')}>
          <p>{t('privacy.basis_consent')}</p>
          <p>{t('privacy.basis_proof')}</p>
          <p>{t('privacy.basis_choice')}</p>
        </Layer>
        {notice ? (
          <div lang={foreign ? firstLocale : undefined}>
            <Sections notice={notice} folded={false} t={t} />
          </div>
        ) : null}
        {said.has('rights') ? null : (
          <Layer title={t('privacy.rights')}>
            <p>{t('privacy.rights_text')}</p>
          </Layer>
        )}
        <Layer title={t('privacy.authority')}>
          <p>
            {authority.name}
            <br />
            {authority.address}
            {authority.url ? (
              <>
                <br />
                <a href={authority.url} rel="noopener noreferrer">
                  {authority.url.replace(/^https?:\/\//u, '')}
                </a>
              </>
            ) : null}
          </p>
        </Layer>
        <Layer title={t('privacy.site')}>
          <p>{t('privacy.site_text')}</p>
          <p>{t('privacy.site_address')}</p>
        </Layer>
        {said.has('provider') ? null : (
          <Layer title={t('privacy.processor')}>
            <p>{t('privacy.processor_text', { firm: firm.legalName })}</p>
          </Layer>
        )}
      </Sheet>
    </Frame>
  );
}
