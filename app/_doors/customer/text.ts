import { noticeOf } from '#lib/domain/template/version.ts';
import { openText } from '#lib/services/page/open-text.ts';
import { frameOf, timeZone } from './frame.ts';
import { respond, statePage } from './respond.ts';

/** `/t/{version}`: the exact text, for ever; it is the same bytes for everybody, so it may be kept. */
export async function answerText(versionId: string): Promise<Response> {
  const text = await openText(versionId);
  if (!text) return statePage('not_found', { status: 404 });
  return respond(
    {
      kind: 'text',
      ...frameOf(text.firm),
      notice: noticeOf(text.version, 'de'),
      versionNumber: text.number,
      publishedAt: text.publishedAt,
      timeZone,
      fingerprint: text.version.id,
    },
    { headers: { 'cache-control': 'public, max-age=86400' } },
  );
}
