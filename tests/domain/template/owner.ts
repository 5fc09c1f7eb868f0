import { demoProfile as profile } from '#lib/domain/business/demo-firm.ts';
import type { VersionContent } from '#lib/domain/template/version.ts';

/** The firm and page of a version under test. */
export const owner: Pick<VersionContent, 'business' | 'page'> = {
  business: { id: '01890000-0000-7000-8000-00000000000b', profile },
  page: { id: '01890000-0000-7000-8000-00000000000c', slug: 'auftrag', audience: 'customer' },
};
