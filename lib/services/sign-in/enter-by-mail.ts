import { exchangeRequest } from '#db/queries/auth.ts';
import { requestOf } from './ask.ts';
import { codeHash, readCode } from './code.ts';
import { looksLikeSecret, newSecret, secretHash } from './secret.ts';
import { sessionLifetimeSeconds } from './session.ts';

/** `over`: used, expired, ended by wrong codes, or asked for by another browser. */
export type EnteredByMail =
  | { state: 'entered'; session: string }
  | { state: 'wrong_code'; triesLeft: number }
  | { state: 'over' };

interface Asking {
  /** The asking browser's secret, from its cookie. */
  browser: string;
  formerSession: string | null;
}

/** The code typed into the window that asked for it. The fifth wrong one ends code and link. */
export async function enterByCode(typed: string, asking: Asking): Promise<EnteredByMail> {
  const { browser } = asking;
  if (!looksLikeSecret(browser)) return { state: 'over' };
  // What is no code counts as a wrong one.
  return exchange({ kind: 'code', hash: codeHash(browser, readCode(typed) ?? '') }, asking);
}

/** The mailed link, in the browser that asked for it. Elsewhere it opens nothing and stays good. */
export async function enterByMailedLink(link: string, asking: Asking): Promise<EnteredByMail> {
  if (!looksLikeSecret(asking.browser) || !looksLikeSecret(link)) return { state: 'over' };
  return exchange({ kind: 'link', hash: secretHash(link) }, asking);
}

async function exchange(
  proof: { kind: 'code' | 'link'; hash: string },
  { browser, formerSession }: Asking,
): Promise<EnteredByMail> {
  const session = newSecret();
  const { opened, triesLeft } = await exchangeRequest({
    identifier: requestOf(browser),
    proof,
    sessionHash: secretHash(session),
    sessionSeconds: sessionLifetimeSeconds,
    formerSessionHash: formerSession === null ? null : secretHash(formerSession),
  });
  if (opened) return { state: 'entered', session };
  return triesLeft > 0 ? { state: 'wrong_code', triesLeft } : { state: 'over' };
}
