import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { normaliseEmail, type EmailAddress } from '#lib/domain/contact/email.ts';
import { signInAdapter } from '#lib/services/sign-in/adapter.ts';
import { askToSignIn } from '#lib/services/sign-in/ask.ts';
import { codeHash, readCode } from '#lib/services/sign-in/code.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { enterByCode, enterByMailedLink } from '#lib/services/sign-in/enter-by-mail.ts';
import { enterByLink } from '#lib/services/sign-in/session.ts';
import { useDatabase } from '#tests/support/database.ts';
import { useMailbox } from '#tests/support/own-mailbox.ts';

const mailbox = useMailbox();
const database = useDatabase();

async function asSuperuser<T>(ask: (sql: postgres.Sql) => Promise<T>): Promise<T> {
  const sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    return await ask(sql);
  } finally {
    await sql.end();
  }
}

function addressOf(email: string): EmailAddress {
  const read = normaliseEmail(email);
  if (!read.ok) throw new Error('no address');
  return read.email;
}

let nextUser = 0;
/** A user asks; what came by mail. */
async function asked() {
  nextUser += 1;
  const email = `person-${String(nextUser)}@example.com`;
  const { userId } = await ensureUser(email);
  const { browser, mailed } = await askToSignIn(addressOf(email));
  await mailed;
  const [mail] = await mailbox.mails(email);
  const text = mail?.text ?? '';
  const code = /^\d{6}$/mu.exec(text)?.[0] ?? '';
  const link = /\/console\/enter\/([\w-]{43})$/mu.exec(text)?.[1] ?? '';
  return { email, userId, browser, code, link, asking: { browser, formerSession: null } };
}

/** Another six digits than these. */
function wrong(code: string): string {
  return code === '000000' ? '000001' : '000000';
}

describe('a code by mail', () => {
  test('opens one session in the window that asked, and none when it is used again', async () => {
    const { code, link, asking, userId } = await asked();
    const first = await enterByCode(code, asking);
    expect(first.state).toBe('entered');
    const session = first.state === 'entered' ? first.session : '';
    expect((await signInAdapter().getSessionAndUser(session))?.user.id).toBe(userId);
    expect(await enterByCode(code, asking)).toEqual({ state: 'over' });
    expect(await enterByMailedLink(link, asking)).toEqual({ state: 'over' });
  });

  test('opens one session when ten come at once', async () => {
    const { code, asking } = await asked();
    const all = await Promise.all(Array.from({ length: 10 }, () => enterByCode(code, asking)));
    expect(all.filter(({ state }) => state === 'entered')).toHaveLength(1);
  });

  test('ends with the fifth wrong one, and the link with it', async () => {
    const { code, link, asking } = await asked();
    for (const triesLeft of [4, 3, 2, 1])
      expect(await enterByCode(wrong(code), asking)).toEqual({ state: 'wrong_code', triesLeft });
    expect(await enterByCode(wrong(code), asking)).toEqual({ state: 'over' });
    expect(await enterByCode(code, asking)).toEqual({ state: 'over' });
    expect(await enterByMailedLink(link, asking)).toEqual({ state: 'over' });
  });

  test('has five wrong ones also when twenty come at once', async () => {
    const { code, asking } = await asked();
    const all = await Promise.all(Array.from({ length: 20 }, () => enterByCode(wrong(code), asking)));
    expect(all.filter(({ state }) => state === 'wrong_code')).toHaveLength(4);
    expect(await enterByCode(code, asking)).toEqual({ state: 'over' });
  });

  test('after four wrong ones is still good', async () => {
    const { code, asking } = await asked();
    for (let n = 0; n < 4; n += 1) await enterByCode(wrong(code), asking);
    expect((await enterByCode(code, asking)).state).toBe('entered');
  });

  test('is good in no other browser, and a wrong one there takes nothing away here', async () => {
    const one = await asked();
    const other = await asked();
    for (let n = 0; n < 6; n += 1) await enterByCode(wrong(one.code), { ...other.asking });
    expect(await enterByCode(one.code, { browser: 'a'.repeat(43), formerSession: null })).toEqual({
      state: 'over',
    });
    expect((await enterByCode(one.code, one.asking)).state).toBe('entered');
  });

  test.each([
    ['123456', '123456'],
    [' 123 456 ', '123456'],
    ['123-456', '123456'],
    ['１２３４５６', '123456'],
    ['12345', null],
    ['1234567', null],
    ['12345a', null],
    ['', null],
  ])('typed as %j is read as %j', (typed, code) => {
    expect(readCode(typed)).toBe(code);
  });
});

describe('a link by mail', () => {
  test('opens a session in the browser that asked, and gives up the one before', async () => {
    const before = await asked();
    const old = await enterByCode(before.code, before.asking);
    const formerSession = old.state === 'entered' ? old.session : '';
    const { link, browser } = await asked();
    expect((await enterByMailedLink(link, { browser, formerSession })).state).toBe('entered');
    expect(await signInAdapter().getSessionAndUser(formerSession)).toBeNull();
  });

  test('opened elsewhere opens nothing and stays good here', async () => {
    const { link, asking } = await asked();
    const other = await asked();
    expect(await enterByLink(link, null)).toBeNull();
    expect(await enterByMailedLink(link, other.asking)).toEqual({ state: 'over' });
    expect((await enterByMailedLink(link, asking)).state).toBe('entered');
  });
});

test('code and link are good for ten minutes and not longer', async () => {
  const aged = async (seconds: number) => {
    const request = await asked();
    await asSuperuser(
      (sql) => sql`update auth_verification_token set expires = expires - make_interval(secs => ${seconds})`,
    );
    return request;
  };
  const young = await aged(590);
  expect((await enterByCode(young.code, young.asking)).state).toBe('entered');
  const old = await aged(600);
  expect(await enterByMailedLink(old.link, old.asking)).toEqual({ state: 'over' });
  expect(await enterByCode(old.code, old.asking)).toEqual({ state: 'over' });
});

test('neither code nor link nor the browser’s secret is stored, and the code cannot be found by trying all', async () => {
  const { code, link, browser } = await asked();
  const { sha256 } = await import('#lib/domain/canonical/hash.ts');
  const rows = JSON.stringify(await asSuperuser((sql) => sql`select * from auth_verification_token`));
  for (const secret of [link, browser, sha256(code).toString('hex')]) expect(rows).not.toContain(secret);
  expect(rows).not.toMatch(new RegExp(`\\b${code}\\b`, 'u'));
  // What is stored needs the browser's secret: the same code of another browser is another value.
  expect(rows).toContain(codeHash(browser, code));
  expect(codeHash('a'.repeat(43), code)).not.toBe(codeHash(browser, code));
});

test('an address nobody has here gets no mail, and its window counts wrong codes like any other', async () => {
  const { browser, mailed } = await askToSignIn(addressOf('nobody@example.com'));
  await mailed;
  expect(await mailbox.mails('nobody@example.com')).toEqual([]);
  const asking = { browser, formerSession: null };
  for (const triesLeft of [4, 3, 2, 1])
    expect(await enterByCode('000000', asking)).toEqual({ state: 'wrong_code', triesLeft });
  expect(await enterByCode('000000', asking)).toEqual({ state: 'over' });
});

test('requests that ended are gone with the next one', async () => {
  await asked();
  await asSuperuser((sql) => sql`update auth_verification_token set expires = now() - interval '1 second'`);
  await asked();
  const [row] = await asSuperuser((sql) => sql`select count(*)::int as n from auth_verification_token`);
  expect(row?.['n']).toBe(1);
});
