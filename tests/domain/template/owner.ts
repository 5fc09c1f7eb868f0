import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { VersionContent } from '#lib/domain/template/version.ts';

const profile: BusinessProfile = {
  legalName: 'Dachdeckerei Sommer GmbH',
  street: 'Gartenstraße 12',
  postalCode: '88212',
  town: 'Ravensburg',
  country: 'DE',
  phone: '030 23125100',
  email: 'buero@dachdeckerei-sommer.example',
  representedBy: 'Jonas Sommer',
  register: null,
  vatId: null,
  dataProtectionOfficer: null,
  authority: 'DE-BW',
};

/** The firm and page of a version under test. */
export const owner: Pick<VersionContent, 'business' | 'page'> = {
  business: { id: '01890000-0000-7000-8000-00000000000b', profile },
  page: { id: '01890000-0000-7000-8000-00000000000c', slug: 'auftrag', audience: 'customer' },
};
