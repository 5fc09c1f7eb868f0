import { askingCookie } from './asking-cookie.ts';
import { sessionCookie } from './session-cookie.ts';
import { seeOther } from './slip.ts';

/** Signed in: the session's cookie comes, the one that asked for it goes. */
export function entered(session: string): Response {
  const answer = seeOther('/console', { 'set-cookie': sessionCookie(session) });
  answer.headers.append('set-cookie', askingCookie(null));
  return answer;
}
