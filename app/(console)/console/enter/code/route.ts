import { askingCookie, readAskingCookie } from '#app/_doors/asking-cookie.ts';
import { readForm, single } from '#app/_doors/customer/form.ts';
import { entered } from '#app/_doors/entered.ts';
import { isOwnForm } from '#app/_doors/own-form.ts';
import { peerOf } from '#app/_doors/peer.ts';
import { readSessionCookie } from '#app/_doors/session-cookie.ts';
import { answerSlip, linksFrom, seeOther } from '#app/_doors/slip.ts';
import { mailsStayHere } from '#lib/services/mail/mailbox.ts';
import { enterByCode } from '#lib/services/sign-in/enter-by-mail.ts';
import { codeSlip, foreignFormSlip, linkOverSlip } from '#lib/ui/console/sign-in-slips.tsx';

/** Where the code is typed, in the tab that asked for it. */
export async function GET(request: Request): Promise<Response> {
  return readAskingCookie(request.headers) === null
    ? seeOther('/console/sign-in')
    : answerSlip(codeSlip(null, seesMailbox(request.headers)));
}

export async function POST(request: Request): Promise<Response> {
  if (!isOwnForm(request.headers)) return answerSlip(foreignFormSlip(), { status: 403 });
  const browser = readAskingCookie(request.headers);
  const read = await readForm(request);
  if (browser === null || !read.ok) return seeOther('/console/sign-in');
  const outcome = await enterByCode(single(read.fields, 'code') ?? '', {
    browser,
    formerSession: readSessionCookie(request.headers),
  });
  switch (outcome.state) {
    case 'entered':
      return entered(outcome.session);
    case 'wrong_code':
      return answerSlip(codeSlip({ triesLeft: outcome.triesLeft }, seesMailbox(request.headers)), {
        status: 422,
      });
    case 'over':
      return answerSlip(linkOverSlip(linksFrom()), {
        status: 410,
        headers: { 'set-cookie': askingCookie(null) },
      });
  }
}

function seesMailbox(headers: Headers): boolean {
  return mailsStayHere() && peerOf(headers).isThisMachine;
}
