import { readFile } from 'node:fs/promises';
import { StartFault } from '#lib/start-fault.ts';

/** Whom PostgreSQL runs as. It refuses to run as root, so root lends it an account that already exists. */
export type Account = { readonly uid: number; readonly gid: number };

/** `null`: as ourselves. No user is ever added to the machine. */
export async function postgresAccount(): Promise<Account | null> {
  if (process.getuid?.() !== 0) return null;
  const users = await readFile('/etc/passwd', 'utf8');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] =
      users
        .split('\n')
        .find((line) => line.startsWith(`${name}:`))
        ?.split(':') ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StartFault(
    'PostgreSQL does not run as root and this machine has neither a user postgres nor nobody: start Jawort as an ordinary user.',
  );
}

/** Only what PostgreSQL needs: our own environment holds the master key. NODE_ENV is there for the types alone. */
export function childEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' };
}
