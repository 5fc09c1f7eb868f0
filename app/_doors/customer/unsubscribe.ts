import { readWebBody } from '#app/_doors/body.ts';
import { unsubscribeByMail } from '#lib/services/mail/unsubscribe.ts';
import type { CustomerRequest } from './door.ts';
import { shownFor } from './language.ts';
import { secondsToWait } from './limits.ts';
import { answerReceipt } from './receipt.ts';
import { statePage } from './respond.ts';

/** What a mail program sends has one field. */
const bodyBytesMax = 2_048;

/**
 * `/r/{token}/unsubscribe`, named in the header of a receipt's mail (RFC 8058). POST ends the channel e-mail at once: no
 * cookie, no redirect, no question. Whoever follows the address as a link sees the receipt, and nothing changes.
 */
export async function answerUnsubscribe(at: CustomerRequest, token: string): Promise<Response> {
  if (at.method !== 'POST') return answerReceipt(at, token);
  const shown = shownFor(at.request);
  if (!(await isOneClick(at.request))) return statePage('bad_request', { status: 400, shown });
  const wait = await secondsToWait([{ limit: 'withdraw_link', key: token }]);
  if (wait !== null)
    return statePage('rate_limited', { status: 429, shown, headers: { 'retry-after': String(wait) } });
  if (!(await unsubscribeByMail(token))) return statePage('not_found', { status: 404, shown });
  return new Response('Widerrufen. Withdrawn.\n', {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  });
}

/** `List-Unsubscribe=One-Click`, in either of the two forms a mail program may send it in (RFC 8058, 3.2). */
async function isOneClick(request: Request): Promise<boolean> {
  const type = request.headers.get('content-type') ?? '';
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/iu.test(type)) return false;
  const body = await readWebBody(request, bodyBytesMax);
  if (body.state !== 'read') return false;
  try {
    const form = await new Response(new Uint8Array(body.bytes), {
      headers: { 'content-type': type },
    }).formData();
    return form.get('List-Unsubscribe') === 'One-Click';
  } catch {
    return false;
  }
}
