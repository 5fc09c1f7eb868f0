import { askingCookie } from '#app/_doors/asking-cookie.ts';
import { readForm, single } from '#app/_doors/customer/form.ts';
import { isOwnForm } from '#app/_doors/own-form.ts';
import { peerOf } from '#app/_doors/peer.ts';
import { minutesToWait } from '#app/_doors/sign-in-limits.ts';
import { answerSlip, linksFrom, seeOther } from '#app/_doors/slip.ts';
import { normaliseEmail } from '#lib/domain/contact/email.ts';
import { askToSignIn } from '#lib/services/sign-in/ask.ts';
import { foreignFormSlip, signInSlip, waitSlip } from '#lib/ui/console/sign-in-slips.tsx';

/** Where everybody without a session ends up: asks for an address. */
export async function GET(): Promise<Response> {
  return answerSlip(signInSlip(linksFrom(), null));
}

/** Sends link and code, and leads to where the code is typed; the same for every address that can be read. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request.headers)) return answerSlip(foreignFormSlip(), { status: 403 });
  const read = await readForm(request);
  const typed = read.ok ? (single(read.fields, 'email') ?? '') : '';
  const address = normaliseEmail(typed);
  if (!address.ok) return answerSlip(signInSlip(linksFrom(), { typed }), { status: 422 });
  const minutes = await minutesToWait({ email: address.email, network: peerOf(request.headers).network });
  if (minutes !== null)
    return answerSlip(waitSlip(minutes), { status: 429, headers: { 'retry-after': String(minutes * 60) } });
  const { browser } = await askToSignIn(address.email);
  return seeOther('/console/enter/code', { 'set-cookie': askingCookie(browser) });
}
