import { localesOf, noticeOf } from '#lib/domain/template/version.ts';
import { openText } from '#lib/services/page/open-text.ts';
import type { CustomerRequest } from './door.ts';
import { frameOf, timeZone } from './frame.ts';
import { shownFor } from './language.ts';
import { respond, statePage } from './respond.ts';

/** `/t/{version}`: the exact text, for ever; it is the same bytes for everybody, so it may be kept. */
export async function answerText(at: CustomerRequest, versionId: string): Promise<Response> {
  const text = await openText(versionId);
  if (!text) return statePage('not_found', { status: 404, shown: shownFor(at.request) });
  const shown = shownFor(at.request, { offered: localesOf(text.version) });
  return respond(
    {
      kind: 'text',
      ...frameOf(text.firm, shown),
      notice: noticeOf(text.version, shown.locale),
      versionNumber: text.number,
      publishedAt: text.publishedAt,
      timeZone,
      fingerprint: text.version.id,
    },
    { headers: { 'cache-control': 'public, max-age=86400' } },
  );
}
