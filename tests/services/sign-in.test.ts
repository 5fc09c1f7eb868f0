import postgres from 'postgres';
import { getServerSession } from 'next-auth';
import { describe, expect, test } from 'vitest';
import { authOptions } from '#app/_doors/auth-options.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { issueSignInLink } from '#lib/services/sign-in/issue-link.ts';
import { newSecret, secretHash } from '#lib/services/sign-in/secret.ts';
import { endSession, enterByLink } from '#lib/services/sign-in/session.ts';
import { replaceLink } from '#db/queries/auth.ts';
import { useDatabase } from '#tests/support/database.ts';

const database = useDatabase();

async function asSuperuser<T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

let nextUser = 0;
function anEmail(): string {
  nextUser += 1;
  return `person-${String(nextUser)}@example.com`;
}

async function linkFor(email: string): Promise<string> {
  const { url } = await issueSignInLink(email);
  return url.split('/').at(-1) ?? '';
}

/** What next-auth itself makes of a session's cookie. */
async function sessionOf(session: string): Promise<string | null> {
  const request = { headers: {}, cookies: { 'next-auth.session-token': session } };
  const response = { getHeader: () => undefined, setHeader: () => undefined, setCookie: () => undefined };
  // next-auth asks only for these parts of a request and an answer of Node's.
  const found = await getServerSession(request as never, response as never, authOptions());
  return found?.userId ?? null;
}

describe('a sign-in link', () => {
  test('opens one session, and none when it is used again', async () => {
    const link = await linkFor(anEmail());
    expect(await enterByLink(link, null)).not.toBeNull();
    expect(await enterByLink(link, null)).toBeNull();
  });

  test('opens one session when ten come at once', async () => {
    const link = await linkFor(anEmail());
    const all = await Promise.all(Array.from({ length: 10 }, () => enterByLink(link, null)));
    expect(all.filter((entered) => entered !== null)).toHaveLength(1);
  });

  test('works for ten minutes and not longer', async () => {
    const email = anEmail();
    const { userId } = await ensureUser(email);
    const aged = async (seconds: number) => {
      const link = await linkFor(email);
      await asSuperuser(
        (sql) => sql`update auth_verification_token set expires = expires - make_interval(secs => ${seconds})
                     where identifier = ${`sign-in:${userId}`}`,
      );
      return enterByLink(link, null);
    };
    expect(await aged(590)).not.toBeNull();
    expect(await aged(600)).toBeNull();
  });

  test('ends when a newer one is made for the same person, and not when one is made for another', async () => {
    const email = anEmail();
    const first = await linkFor(email);
    const others = await linkFor(anEmail());
    const second = await linkFor(email);
    expect(await enterByLink(first, null)).toBeNull();
    expect(await enterByLink(second, null)).not.toBeNull();
    expect(await enterByLink(others, null)).not.toBeNull();
  });

  test('names nobody and is stored as a fingerprint only', async () => {
    const { userId } = await ensureUser('anna.oeztuerk@example.com');
    const { url } = await issueSignInLink('anna.oeztuerk@example.com');
    expect(url).toMatch(/^http:\/\/localhost:\d+\/console\/enter\/[\w-]{43}$/);
    expect(url).not.toContain(userId);
    const rows = await asSuperuser((sql) => sql`select * from auth_verification_token`);
    expect(JSON.stringify(rows)).not.toContain(url.split('/').at(-1));
  });

  test('made for another purpose opens no session', async () => {
    const { userId } = await ensureUser(anEmail());
    const secret = newSecret();
    await replaceLink({ identifier: `other:${userId}`, tokenHash: secretHash(secret), lifetimeSeconds: 600 });
    expect(await enterByLink(secret, null)).toBeNull();
  });

  test('is one for every spelling of the same address', async () => {
    const one = await ensureUser('Jonas@Example.com');
    expect(await ensureUser(' jonas＠example.COM ')).toEqual(one);
    await expect(ensureUser('"a@evil.example"@example.com')).rejects.toMatchObject({
      code: 'email_unreadable',
    });
  });

  test.each(['', 'x', 'a'.repeat(43), 'ä'.repeat(43), "' or true --", '\0'.repeat(43)])(
    'that was never issued opens nothing: %j',
    async (link) => {
      await linkFor(anEmail());
      expect(await enterByLink(link, null)).toBeNull();
    },
  );
});

describe('a session', () => {
  test('is one for next-auth too, and is stored as a fingerprint only', async () => {
    const email = anEmail();
    const entered = await enterByLink(await linkFor(email), null);
    const session = entered?.session ?? '';
    expect(await sessionOf(session)).toBe((await ensureUser(email)).userId);
    expect(await sessionOf(`${session.slice(0, -1)}_`)).toBeNull();
    const rows = await asSuperuser((sql) => sql`select * from auth_session`);
    expect(JSON.stringify(rows)).not.toContain(session);
    expect(await sessionOf(String(rows[0]?.['session_token']))).toBeNull();
  });

  test('lasts twelve hours from signing in, however often it is used', async () => {
    const entered = await enterByLink(await linkFor(anEmail()), null);
    const session = entered?.session ?? '';
    const ages = async (seconds: number) =>
      asSuperuser(
        (sql) => sql`update auth_session set expires = expires - make_interval(secs => ${seconds})
                     where user_id is not null`,
      );
    await ages(12 * 3600 - 30);
    expect(await sessionOf(session)).not.toBeNull();
    await ages(30);
    const before = await asSuperuser((sql) => sql`select * from auth_session order by 1`);
    expect(await sessionOf(session)).toBeNull();
    expect(await asSuperuser((sql) => sql`select * from auth_session order by 1`)).toEqual(before);
  });

  test('ends with signing out, and with signing in again from the same browser', async () => {
    const email = anEmail();
    const first = await enterByLink(await linkFor(email), null);
    const second = await enterByLink(await linkFor(email), first?.session ?? '');
    expect(await sessionOf(first?.session ?? '')).toBeNull();
    expect(await sessionOf(second?.session ?? '')).not.toBeNull();
    await endSession(second?.session ?? '');
    expect(await sessionOf(second?.session ?? '')).toBeNull();
  });

  test('stays when somebody else tries a link that is over', async () => {
    const entered = await enterByLink(await linkFor(anEmail()), null);
    expect(await enterByLink('a'.repeat(43), entered?.session ?? '')).toBeNull();
    expect(await sessionOf(entered?.session ?? '')).not.toBeNull();
  });
});
