import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import { GET as openCode, POST as typeCode } from '#app/(console)/console/enter/code/route.ts';
import { POST as pressButton } from '#app/(console)/console/enter/[token]/route.ts';
import { GET as openForm, POST as askForCode } from '#app/(console)/console/sign-in/route.ts';
import { markPeer, peerOf } from '#app/_doors/peer.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { forget } from '#lib/once.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases } from '#tests/support/dose.ts';
import { useMailbox } from '#tests/support/own-mailbox.ts';

const mailbox = useMailbox();
useDatabase();
const ownForm = { 'sec-fetch-site': 'same-origin', host: 'localhost:3000' };

function post(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Request {
  return new Request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: { ...ownForm, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields).toString(),
  });
}

const ask = (email: string, headers: Record<string, string> = {}) =>
  askForCode(post('/console/sign-in', { email }, headers));
const type = (code: string, cookie: string) => typeCode(post('/console/enter/code', { code }, { cookie }));

/** Limits start anew: each test stands for another hour. */
function nextHour(): void {
  forget('limit.sign_in_address');
  forget('limit.sign_in_network');
}

function cookieOf(answer: Response): string {
  return (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
}

async function mailTo(email: string): Promise<string> {
  return expect
    .poll(async () => (await mailbox.mails(email)).length)
    .toBeGreaterThan(0)
    .then(async () => (await mailbox.mails(email))[0]?.text ?? '');
}

describe('asking for a code', () => {
  test('leads to where it is typed, and typing it signs in', async () => {
    nextHour();
    await ensureUser('jonas@example.com');
    const asked = await ask(' Jonas＠Example.com ');
    expect(asked.status).toBe(303);
    expect(asked.headers.get('location')).toBe('/console/enter/code');
    expect(asked.headers.get('set-cookie')).toMatch(
      /^jawort-asking=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Strict$/u,
    );
    const cookie = cookieOf(asked);
    const page = await openCode(
      new Request('http://localhost:3000/console/enter/code', { headers: { cookie } }),
    );
    expect(await page.text()).toMatch(/autocomplete="one-time-code"/iu);
    const text = await mailTo('jonas@example.com');
    const signedIn = await type(/^\d{6}$/mu.exec(text)?.[0] ?? '', cookie);
    expect(signedIn.status).toBe(303);
    expect(signedIn.headers.get('location')).toBe('/console');
    expect(signedIn.headers.getSetCookie()[0]).toMatch(/^next-auth\.session-token=[\w-]{43};/u);
    expect(signedIn.headers.getSetCookie()[1]).toMatch(/^jawort-asking=; Path=\/; Max-Age=0;/u);
  });

  test('answers the same for a known and an unknown address, but for the browser’s own secret', async () => {
    nextHour();
    await ensureUser('known@example.com');
    const shape = async (answer: Response) => ({
      status: answer.status,
      headers: [...answer.headers].map(([name, value]) => [name, value.replaceAll(/[\w-]{43}/gu, '…')]),
      body: await answer.text(),
    });
    expect(await shape(await ask('nobody@example.com'))).toEqual(await shape(await ask('known@example.com')));
    const typed = async (email: string) => shape(await type('000000', cookieOf(await ask(email))));
    expect(await typed('nobody@example.com')).toEqual(await typed('known@example.com'));
  });

  test('takes the same time for both', async () => {
    await ensureUser('timed@example.com');
    const timed = async (email: string) => {
      nextHour();
      const before = performance.now();
      await ask(email);
      return performance.now() - before;
    };
    const differences: number[] = [];
    let last = '';
    for (let n = 0; n < cases({ short: 60, long: 1_000 }); n += 1) {
      const unknown = await timed('untimed@example.com');
      const known = await timed('timed@example.com');
      // What happens after the answer is over before the next one is timed.
      last = await expect
        .poll(async () => (await mailbox.mails('timed@example.com'))[0]?.text ?? '', { interval: 2 })
        .not.toBe(last)
        .then(async () => (await mailbox.mails('timed@example.com'))[0]?.text ?? '');
      differences.push(known - unknown);
    }
    const median = differences.toSorted((a, b) => a - b)[differences.length >> 1] ?? NaN;
    expect(Math.abs(median)).toBeLessThan(1);
  });

  test('is refused after three in an hour for one address, known or not, and after ten from one network', async () => {
    nextHour();
    for (const email of ['limited@example.com', 'nobody@example.com']) {
      if (email.startsWith('limited')) await ensureUser(email);
      for (let n = 0; n < 3; n += 1) expect((await ask(email)).status).toBe(303);
      const refused = await ask(email);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3_000);
      expect(refused.headers.get('set-cookie')).toBeNull();
    }
    expect((await ask('first@example.com')).status).toBe(303);
    expect((await ask('second@example.com')).status).toBe(303);
    expect((await ask('third@example.com')).status).toBe(429);
    expect(await mailbox.mails('limited@example.com')).toHaveLength(3);
  });

  test.each(['', 'jonas', '"a@evil.example"@example.com', 'a@example.com, b@example.com', 'a@b@example.com'])(
    'with %j asks again and mails nobody',
    async (typed) => {
      nextHour();
      const answer = await ask(typed);
      expect(answer.status).toBe(422);
      const html = await answer.text();
      expect(html).toContain('Diese Adresse ist nicht vollständig');
      expect(html).not.toContain('"a@evil');
    },
  );

  test('from another site is refused', async () => {
    nextHour();
    expect((await ask('jonas@example.com', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const foreign = post('/console/enter/code', { code: '1' }, { 'sec-fetch-site': 'cross-site' });
    expect((await typeCode(foreign)).status).toBe(403);
  });
});

describe('the window that asked', () => {
  test('says how often a wrong code may still be typed, and then that it is over', async () => {
    nextHour();
    const cookie = cookieOf(await ask('nobody@example.com'));
    for (const words of ['noch 4-mal', 'noch 3-mal', 'noch 2-mal', 'noch einmal']) {
      const answer = await type('000000', cookie);
      expect(answer.status).toBe(422);
      expect(await answer.text()).toContain(words);
    }
    const over = await type('000000', cookie);
    expect(over.status).toBe(410);
    expect(over.headers.get('set-cookie')).toMatch(/^jawort-asking=; /u);
  });

  test('alone is let in by a mailed link; another gets a sentence, no cookie, and the link stays good', async () => {
    nextHour();
    await ensureUser('linked@example.com');
    const cookie = cookieOf(await ask('linked@example.com'));
    const text = await mailTo('linked@example.com');
    const url = /\S+\/console\/enter\/\S+/u.exec(text)?.[0] ?? '';
    const params = Promise.resolve({ token: url.split('/').at(-1) ?? '' });
    const press = (headers: Record<string, string>) =>
      pressButton(new Request(url, { method: 'POST', headers: { ...ownForm, ...headers } }), { params });
    const elsewhere = await press({});
    expect(elsewhere.status).toBe(410);
    expect(elsewhere.headers.get('set-cookie')).toBeNull();
    expect(await elsewhere.text()).toContain('in dem Browser, in dem Sie ihn angefordert haben');
    expect((await press({ cookie: `jawort-asking=${'a'.repeat(43)}` })).status).toBe(410);
    expect((await press({ cookie })).headers.get('location')).toBe('/console');
  });

  test('without its secret is led back to the form, which sets no cookie', async () => {
    const page = await openCode(new Request('http://localhost:3000/console/enter/code'));
    expect(page.headers.get('location')).toBe('/console/sign-in');
    const form = await openForm();
    expect(form.headers.get('set-cookie')).toBeNull();
    expect(await form.text()).not.toMatch(/<script/u);
  });
});

describe('this machine', () => {
  const seen = (remote: string, headers: Record<string, string> = {}) => {
    const request = new IncomingMessage(new Socket());
    Object.defineProperty(request.socket, 'remoteAddress', { value: remote });
    Object.assign(request, { url: '/console/mailbox' });
    Object.assign(request.headers, headers);
    markPeer(request);
    return peerOf(new Headers(request.headers as Record<string, string>));
  };

  test.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('is a request from %s', (address) => {
    expect(seen(address).isThisMachine).toBe(true);
  });

  test.each([
    ['192.0.2.7', {}],
    ['127.0.0.1', { 'x-forwarded-for': '192.0.2.7' }],
    ['127.0.0.1', { 'x-forwarded-proto': 'https' }],
    ['127.0.0.1', { forwarded: 'for=192.0.2.7' }],
    ['127.0.0.1', { 'x-real-ip': '192.0.2.7' }],
    ['127.0.0.1', { via: '1.1 proxy' }],
    ['192.0.2.7', { 'x-jawort-peer': 'x near 127.0.0' }],
  ])('is not a request from %s with %j', (address, headers: Record<string, string>) => {
    expect(seen(address, headers).isThisMachine).toBe(false);
  });

  test('is never taken from what a client says', () => {
    expect(peerOf(new Headers({ 'x-jawort-peer': 'undefined near 127.0.0' })).isThisMachine).toBe(false);
    expect(peerOf(new Headers()).isThisMachine).toBe(false);
  });
});
