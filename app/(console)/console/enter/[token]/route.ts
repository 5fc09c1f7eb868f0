import { readAskingCookie } from '#app/_doors/asking-cookie.ts';
import { entered } from '#app/_doors/entered.ts';
import { isOwnForm } from '#app/_doors/own-form.ts';
import { readSessionCookie } from '#app/_doors/session-cookie.ts';
import { answerSlip, linksFrom } from '#app/_doors/slip.ts';
import { enterByMailedLink } from '#lib/services/sign-in/enter-by-mail.ts';
import { enterByLink } from '#lib/services/sign-in/session.ts';
import { enterSlip, foreignFormSlip, linkOverSlip } from '#lib/ui/console/sign-in-slips.tsx';

type Context = { params: Promise<{ token: string }> };

/** The same page for every address, good or not: looking at a link asks and changes nothing. */
export async function GET(): Promise<Response> {
  return answerSlip(enterSlip());
}

/**
 * The button. A route handler and a plain form: it works without a script, and across a deployment. A printed link
 * works where it is opened; a mailed one only in the browser that asked for it.
 */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnForm(request.headers)) return answerSlip(foreignFormSlip(), { status: 403 });
  const { token } = await params;
  const session = await sessionFor(token, request.headers);
  return session === null ? answerSlip(linkOverSlip(linksFrom()), { status: 410 }) : entered(session);
}

async function sessionFor(token: string, headers: Headers): Promise<string | null> {
  const formerSession = readSessionCookie(headers);
  const printed = await enterByLink(token, formerSession);
  if (printed) return printed.session;
  const browser = readAskingCookie(headers);
  if (browser === null) return null;
  const mailed = await enterByMailedLink(token, { browser, formerSession });
  return mailed.state === 'entered' ? mailed.session : null;
}
