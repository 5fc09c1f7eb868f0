import { normaliseEmail } from '#lib/domain/contact/email.ts';
import { issueSignInLink } from '#lib/services/sign-in/issue-link.ts';
import { StartFault } from '#lib/start-fault.ts';
import { reader, type Command } from './command.ts';

/** For an operator who hands somebody the way in: not bound to a browser, so it goes to that person by a safe way. */
export const signInCommand: Command = {
  usage: '--email name@example.org',
  read: reader(['email']),
  run: async (args) => {
    const email = args['email'] ?? '';
    if (!normaliseEmail(email).ok) throw new StartFault('--email is not a complete address.');
    const { url } = await issueSignInLink(email);
    process.stderr.write('This link signs in once, within 10 minutes. Keep it like a password.\n');
    return [url];
  },
};
