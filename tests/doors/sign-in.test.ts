import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { GET as openLink, POST as pressButton } from '#app/(console)/console/enter/[token]/route.ts';
import { POST as signOut } from '#app/(console)/console/sign-out/route.ts';
import { signInAdapter } from '#lib/services/sign-in/adapter.ts';
import { issueSignInLink } from '#lib/services/sign-in/issue-link.ts';
import { useDatabase } from '#tests/support/database.ts';

const database = useDatabase();
const ownForm = { 'sec-fetch-site': 'same-origin', host: 'localhost:3000' };

async function aLink(): Promise<string> {
  return (await issueSignInLink('jonas@example.com')).url;
}

function press(url: string, headers: Record<string, string> = ownForm): Promise<Response> {
  const params = Promise.resolve({ token: url.split('/').at(-1) ?? '' });
  return pressButton(new Request(url, { method: 'POST', headers }), { params });
}

function sessionIn(response: Response): string {
  return /^next-auth\.session-token=([\w-]*);/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? '';
}

/** Every row of the tables of signing in. */
async function authRows(): Promise<string> {
  const sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  try {
    const rows = [
      await sql`select * from auth_user order by 1`,
      await sql`select * from auth_session order by 1`,
      await sql`select * from auth_verification_token order by 1, 2`,
    ];
    return JSON.stringify(rows);
  } finally {
    await sql.end();
  }
}

describe('the page behind a link', () => {
  test('changes nothing when a scanner opens it three times, and the button works afterwards', async () => {
    const url = await aLink();
    const before = await authRows();
    for (let time = 0; time < 3; time += 1) {
      const page = await openLink();
      expect(page.headers.get('set-cookie')).toBeNull();
      await page.text();
    }
    expect(await authRows()).toBe(before);
    expect((await press(url)).status).toBe(303);
  });

  test('is a form and a button: no script, no foreign address, nothing of whose link it is', async () => {
    const page = await openLink();
    const html = await page.text();
    expect(html).toContain('<form method="post">');
    expect(html).toMatch(/<button[^>]*>Anmelden<\/button>/);
    expect(html).not.toMatch(/<script|https?:\/\/|@example/);
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
    expect(page.headers.get('cache-control')).toContain('no-store');
    expect(page.headers.get('x-robots-tag')).toBe('noindex');
  });
});

describe('the button', () => {
  test("sets next-auth's cookie, which scripts cannot read, and leads to the console", async () => {
    const answer = await press(await aLink());
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/console');
    const [cookie, asking] = answer.headers.getSetCookie();
    expect(asking).toMatch(/^jawort-asking=; Path=\/; Max-Age=0;/);
    expect(cookie).toMatch(
      /^next-auth\.session-token=[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/,
    );
    expect(await signInAdapter().getSessionAndUser(sessionIn(answer))).not.toBeNull();
  });

  test('says the same of a link that was used, cut off or never issued', async () => {
    const used = await aLink();
    await press(used);
    const answers = await Promise.all(
      [used, used.slice(0, -1), 'http://localhost:3000/console/enter/' + 'a'.repeat(43)].map(async (url) => {
        const answer = await press(url);
        return { status: answer.status, cookie: answer.headers.get('set-cookie'), html: await answer.text() };
      }),
    );
    expect(answers[0]).toMatchObject({ status: 410, cookie: null });
    expect(answers[0]?.html).toContain('Dieser Link gilt hier nicht');
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' }],
    ['from a sister host', { 'sec-fetch-site': 'same-site', origin: 'http://localhost:3000' }],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }],
    ['with a foreign origin', { origin: 'https://evil.example' }],
    ['with no origin to tell', { origin: 'null' }],
    ['from another program of this machine', { origin: 'http://localhost:8080', host: 'localhost:3000' }],
    ['without either header', {}],
  ])('is refused %s, and the link stays good', async (_case, headers: Record<string, string>) => {
    const url = await aLink();
    const answer = await press(url, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect((await press(url)).status).toBe(303);
  });

  test.each([
    ['the address of APP_URL', { origin: 'http://localhost:3000', host: 'localhost:3000' }],
    ['another name of this machine', { origin: 'http://127.0.0.1:4000', host: '127.0.0.1:4000' }],
  ])('works in an old browser at %s', async (_case, headers) => {
    expect((await press(await aLink(), headers)).status).toBe(303);
  });
});

describe('signing out', () => {
  test('ends the session in the database and takes the cookie away', async () => {
    const session = sessionIn(await press(await aLink()));
    const cookie = `a=b; next-auth.session-token=${session}`;
    const request = new Request('http://localhost:3000/console/sign-out', {
      method: 'POST',
      headers: { ...ownForm, cookie },
    });
    const answer = await signOut(request);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('set-cookie')).toContain('next-auth.session-token=; Path=/; Max-Age=0');
    expect(await signInAdapter().getSessionAndUser(session)).toBeNull();
  });

  test('is refused from another site, and the session stays', async () => {
    const session = sessionIn(await press(await aLink()));
    const headers = { 'sec-fetch-site': 'cross-site', cookie: `next-auth.session-token=${session}` };
    const request = new Request('http://localhost:3000/console/sign-out', { method: 'POST', headers });
    expect((await signOut(request)).status).toBe(403);
    expect(await signInAdapter().getSessionAndUser(session)).not.toBeNull();
  });
});
