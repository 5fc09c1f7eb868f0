import type { ReactNode } from 'react';
import type { Translate } from '#lib/i18n/translate.ts';
import { Frame } from './frame.tsx';
import { PhoneLink } from './phone-link.tsx';
import { Sections } from './sections.tsx';
import { Sheet } from './sheet.tsx';
import type { PrivacyPage } from './views.ts';

/**
 * The privacy notice of the page (Art. 13 GDPR): controller and officer, purposes and basis, then what the
 * published notice says about recipients, retention and rights, then what the page itself does.
 */
export function Privacy({ page, t }: { page: PrivacyPage; t: Translate }) {
  const { firm, notice, authority } = page;
  const sections = notice?.sections ?? [];
  const said = new Set<string>(sections.map((section) => section.key));
  return (
    <Frame t={t} page={page} title={t('privacy.title')} indexed>
      <Sheet t={t} paper="plain" firm={firm} form={null}>
        <h1>{t('privacy.title')}</h1>
        <p className="lead">{t('privacy.lead')}</p>
        <Part title={t('privacy.controller')}>
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
        </Part>
        <Part title={t('privacy.officer')}>
          <p>{firm.dataProtectionOfficer ?? t('privacy.officer_none')}</p>
        </Part>
        {notice ? (
          <Part title={t('privacy.purposes')}>
            <p>{t('privacy.purposes_text')}</p>
            <ol className="asked-items">
              {notice.items.map((item) => (
                <li key={item.key}>
                  <b>{item.title}</b>
                  <span>{item.text}</span>
                </li>
              ))}
            </ol>
          </Part>
        ) : null}
        <Part title={t('privacy.basis')}>
          <p>{t('privacy.basis_consent')}</p>
          <p>{t('privacy.basis_proof')}</p>
          <p>{t('privacy.basis_choice')}</p>
        </Part>
        <Sections sections={sections} folded={false} />
        {said.has('rights') ? null : (
          <Part title={t('privacy.rights')}>
            <p>{t('privacy.rights_text')}</p>
          </Part>
        )}
        <Part title={t('privacy.authority')}>
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
        </Part>
        <Part title={t('privacy.site')}>
          <p>{t('privacy.site_text')}</p>
          <p>{t('privacy.site_address')}</p>
        </Part>
        {said.has('provider') ? null : (
          <Part title={t('privacy.processor')}>
            <p>{t('privacy.processor_text', { firm: firm.legalName })}</p>
          </Part>
        )}
      </Sheet>
    </Frame>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="layer">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
