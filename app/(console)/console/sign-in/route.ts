import { answerSlip, linksFrom } from '#app/_doors/slip.ts';
import { signInSlip } from '#lib/ui/console/sign-in-slips.tsx';

/** Where everybody without a session ends up. No form yet: until mails can be sent, links come from the terminal. */
export async function GET(): Promise<Response> {
  return answerSlip(signInSlip(linksFrom()));
}
