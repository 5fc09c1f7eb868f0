import { invariant } from '#lib/domain/invariant.ts';
import { authorityOf } from '#lib/domain/catalogue/authorities.ts';
import { noticeOf } from '#lib/domain/template/version.ts';
import { openFirm } from '#lib/services/page/open-firm.ts';
import type { CustomerRequest } from './door.ts';
import { frameOf } from './frame.ts';
import { shownFor } from './language.ts';
import { respond, statePage } from './respond.ts';

/** `/e/{business}/imprint` (§ 5 DDG) and `/privacy` (Art. 13 GDPR), for firms that have no page of their own. */
export async function answerFirmPage(
  at: CustomerRequest,
  businessSlug: string,
  which: 'imprint' | 'privacy',
): Promise<Response> {
  const shown = shownFor(at.request);
  const opened = await openFirm(businessSlug);
  if (!opened) return statePage('not_found', { status: 404, shown });
  if (which === 'imprint') return respond({ kind: 'imprint', ...frameOf(opened.firm, shown) });
  const authority = authorityOf(opened.firm.profile.authority);
  invariant(authority, 'profile without a known supervisory authority');
  return respond({
    kind: 'privacy',
    ...frameOf(opened.firm, shown),
    notice: opened.version ? noticeOf(opened.version, shown.locale) : null,
    authority: { name: authority.name, address: authority.address, url: authority.url },
  });
}
