import { log } from '#lib/adapters/log/log.ts';
import { config } from '#lib/config.ts';
import type { EmailAddress } from '#lib/domain/contact/email.ts';
import { mailSignIn } from '#lib/services/mail/sign-in.ts';
import { openSignInRequest } from '#db/queries/auth.ts';
import { codeHash, newCode } from './code.ts';
import { newSecret, secretHash } from './secret.ts';

/** ASVS 6.5.5: at most ten minutes. */
export const askLifetimeSeconds = 600;
const wrongCodesMax = 5;

/** What a request of a browser's stands under; no word of ours begins alike. */
export function requestOf(browser: string): string {
  return `browser:${secretHash(browser)}`;
}

/**
 * Somebody asks to be let in with this address. Mails a link and a code, both good in the asking browser only: it keeps
 * the secret that is returned. For an address nobody has here everything is the same, and no mail leaves. The mail goes
 * out by itself after this has returned, so that its time tells nothing.
 */
export async function askToSignIn(email: EmailAddress): Promise<{ browser: string; mailed: Promise<void> }> {
  const browser = newSecret();
  const link = newSecret();
  const code = newCode();
  const { known } = await openSignInRequest({
    identifier: requestOf(browser),
    email,
    linkHash: secretHash(link),
    codeHash: codeHash(browser, code),
    tries: wrongCodesMax,
    lifetimeSeconds: askLifetimeSeconds,
  });
  const url = `${config().appUrl}/console/enter/${link}`;
  return { browser, mailed: known ? mailLater(email, { code, url }) : Promise.resolve() };
}

/** Never throws: whoever asked sees the same page, and asks again when no mail comes. */
async function mailLater(email: EmailAddress, facts: { code: string; url: string }): Promise<void> {
  try {
    await new Promise((resolve) => setImmediate(resolve));
    await mailSignIn(email, facts);
  } catch (cause) {
    log().error({ door: 'console', code: codeOf(cause) }, 'a sign-in mail was not sent');
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
}
