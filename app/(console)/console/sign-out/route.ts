import { isOwnForm } from '#app/_doors/own-form.ts';
import { readSessionCookie, sessionCookie } from '#app/_doors/session-cookie.ts';
import { answerSlip, seeOther } from '#app/_doors/slip.ts';
import { endSession } from '#lib/services/sign-in/session.ts';
import { foreignFormSlip } from '#lib/ui/console/sign-in-slips.tsx';

/** Ends the session here and in the database: a copied cookie is worth nothing afterwards. */
export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request.headers)) return answerSlip(foreignFormSlip(), { status: 403 });
  const session = readSessionCookie(request.headers);
  if (session !== null) await endSession(session);
  return seeOther('/console/sign-in', { 'set-cookie': sessionCookie(null) });
}
