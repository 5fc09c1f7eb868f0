import type { BusinessProfile } from './profile.ts';

/** The firm of the demo, and where its page is. Numbers come from the ranges set aside for fiction. */
export const demoSlug = 'dachdeckerei-sommer';
export const demoPageSlug = 'auftrag';

export const demoProfile: BusinessProfile = {
  legalName: 'Dachdeckerei Sommer GmbH',
  street: 'Gartenstraße 12',
  postalCode: '88212',
  town: 'Ravensburg',
  country: 'DE',
  phone: '030 23125100',
  email: 'buero@dachdeckerei-sommer.example',
  representedBy: 'Jonas Sommer',
  register: 'Amtsgericht Ulm, HRB 700001',
  vatId: null,
  dataProtectionOfficer: null,
  authority: 'DE-BW',
};
