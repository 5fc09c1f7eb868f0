import { isOwnForm } from '#app/_doors/own-form.ts';
import { readSessionCookie, sessionCookie } from '#app/_doors/session-cookie.ts';
import { answerSlip, linksFrom, seeOther } from '#app/_doors/slip.ts';
import { enterByLink } from '#lib/services/sign-in/session.ts';
import { enterSlip, foreignFormSlip, linkOverSlip } from '#lib/ui/console/sign-in-slips.tsx';

type Context = { params: Promise<{ token: string }> };

/** The same page for every address, good or not: looking at a link asks and changes nothing. */
export async function GET(): Promise<Response> {
  return answerSlip(enterSlip());
}

/** The button. A route handler and a plain form: it works without a script, and across a deployment. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  if (!isOwnForm(request.headers)) return answerSlip(foreignFormSlip(), { status: 403 });
  const { token } = await params;
  const entered = await enterByLink(token, readSessionCookie(request.headers));
  if (!entered) return answerSlip(linkOverSlip(linksFrom()), { status: 410 });
  return seeOther('/console', { 'set-cookie': sessionCookie(entered.session) });
}
