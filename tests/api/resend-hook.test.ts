import { createHmac, randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { POST as behindNext } from '#app/hooks/[...route]/route.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { BusinessId, MailId } from '#lib/domain/ids.ts';
import { auditContact } from '#lib/services/ledger/audit.ts';
import { sendQueuedMail } from '#lib/services/mail/send.ts';
import { useDatabase } from '#tests/support/database.ts';
import { useMailbox } from '#tests/support/own-mailbox.ts';
import { aFirm, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { laneMount } from './mounts.ts';

const key = randomBytes(24);
const otherKey = randomBytes(24);
useMailbox();
vi.stubEnv('RESEND_WEBHOOK_SECRET', `whsec_${key.toString('base64')}`);
const database = useDatabase();

let sql: postgres.Sql;
let lane: Awaited<ReturnType<typeof laneMount>>;
beforeAll(async () => {
  sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
  lane = await laneMount();
});
afterAll(async () => {
  await lane.close();
  await sql.end();
});

/** Signed by hand, as the standard writes it, not by the library that checks. */
function signed(body: string, { with: by = key, at = Math.floor(Date.now() / 1_000), id = 'msg_1' } = {}) {
  const signature = createHmac('sha256', by)
    .update(`${id}.${String(at)}.${body}`)
    .digest('base64');
  return {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': String(at),
    'svix-signature': `v1,${signature}`,
  };
}

async function report(body: string, headers: Record<string, string> = signed(body)): Promise<Response> {
  return behindNext(new Request('http://localhost:3000/hooks/resend', { method: 'POST', headers, body }));
}

const bodyOf = (type: string, tags: unknown) =>
  JSON.stringify({
    type,
    created_at: '2026-11-24T10:00:00Z',
    data: { email_id: 're-1', to: ['anna@example.com'], tags },
  });

let next = 0;
async function aMail(firm: Firm): Promise<{ business: BusinessId; mail: MailId; email: string }> {
  next += 1;
  const email = `beschwerde-${String(next)}@example.com`;
  receiptOf(
    await answerPage(firm, { item: ['order', 'advertising_email'], name: 'Anna', phone: aPhone(), email }),
  );
  const rows = await sql<{ mail_id: MailId }[]>`select mail_id from outgoing_mail
    where business_id = ${firm.businessId} order by created_at desc limit 1`;
  const mail = rows[0]?.mail_id;
  if (mail === undefined) throw new Error('the answer left no mail');
  await sendQueuedMail(firm.businessId, mail);
  return { business: firm.businessId, mail, email };
}

const stateOf = async (mail: MailId) =>
  (await sql<{ state: string }[]>`select state from outgoing_mail where mail_id = ${mail}`)[0]?.state;
const linesOf = async (firm: Firm) =>
  sql<{ channel: string; choice: string }[]>`select channel, choice from consent_state
    where business_id = ${firm.businessId} and choice <> 'refused' order by channel`;

describe('a report about a mail', () => {
  test('that it came back is noted, and nothing is withdrawn', async () => {
    const firm = await aFirm();
    const { business, mail } = await aMail(firm);
    const before = await linesOf(firm);
    const answer = await report(bodyOf('email.bounced', { business, mail }));
    expect(answer.status).toBe(200);
    expect(await stateOf(mail)).toBe('bounced');
    expect(await linesOf(firm)).toEqual(before);
  });

  test('that somebody called it spam ends advertising by e-mail, once, and the rest stays', async () => {
    const firm = await aFirm();
    const { business, mail } = await aMail(firm);
    expect(await linesOf(firm)).toEqual([
      { channel: 'email', choice: 'granted' },
      { channel: 'whatsapp', choice: 'granted' },
    ]);
    const body = bodyOf('email.complained', [
      { name: 'business', value: business },
      { name: 'mail', value: mail },
    ]);
    for (const _ of [1, 2]) expect((await report(body)).status).toBe(200);
    expect(await stateOf(mail)).toBe('complained');
    expect(await linesOf(firm)).toEqual([
      { channel: 'email', choice: 'withdrawn' },
      { channel: 'whatsapp', choice: 'granted' },
    ]);
    const events = await sql<{ body: unknown }[]>`select leaf::jsonb -> 'body' as body from event
      where business_id = ${business} and kind = 'withdrawn'`;
    expect(events.map((event) => event.body)).toEqual([
      expect.objectContaining({ how: 'mail_header', receipt: null, stops: [] }),
    ]);
    const [row] = await sql`select contact_id from outgoing_mail where mail_id = ${mail}`;
    expect(await auditContact(business, row?.['contact_id'] as never)).toEqual([]);
    // A report that came late does not take the complaint back.
    await report(bodyOf('email.bounced', { business, mail }));
    expect(await stateOf(mail)).toBe('complained');
  });

  test('ends advertising alone: what the order needs may still come by e-mail', async () => {
    const items = rooferDraft.items.map((item) =>
      item.key === 'order' ? { ...item, channels: [...item.channels, 'email' as const] } : item,
    );
    const firm = await aFirm({ draft: { ...rooferDraft, items } });
    const { business, mail } = await aMail(firm);
    await report(bodyOf('email.complained', { business, mail }));
    const lines = await sql<{ purpose: string; choice: string }[]>`select purpose, choice from consent_state
      where business_id = ${business} and channel = 'email' and choice <> 'refused' order by purpose`;
    expect([...lines]).toEqual([
      { purpose: 'advertising', choice: 'withdrawn' },
      { purpose: 'order', choice: 'granted' },
    ]);
  });

  test('told again after a new yes, a complaint takes that yes away from nobody', async () => {
    const firm = await aFirm();
    const { business, mail, email } = await aMail(firm);
    const body = bodyOf('email.complained', { business, mail });
    await report(body);
    receiptOf(await answerPage(firm, { item: ['advertising_email'], name: 'Anna', phone: aPhone(), email }));
    await report(body);
    expect(await linesOf(firm)).toContainEqual({ channel: 'email', choice: 'granted' });
  });

  test.each([
    ['of a mail nobody knows', 'email.bounced', { business: crypto.randomUUID(), mail: crypto.randomUUID() }],
    ['of a sign-in mail', 'email.bounced', { kind: 'sign-in' }],
    ['without tags', 'email.complained', undefined],
    ['with tags that are none', 'email.complained', 7],
    ['with ids that are none', 'email.complained', { business: "' or true --", mail: '1' }],
    ['of another kind', 'email.delivered', {}],
  ])('%s is taken and changes nothing', async (_case, type, tags) => {
    expect((await report(bodyOf(type, tags))).status).toBe(200);
  });

  test('with the ids of two firms mixed changes nothing', async () => {
    const [one, other] = [await aFirm(), await aFirm()];
    const { mail } = await aMail(one);
    expect((await report(bodyOf('email.complained', { business: other.businessId, mail }))).status).toBe(200);
    expect(await stateOf(mail)).toBe('sent');
  });
});

describe('a signature', () => {
  const now = () => Math.floor(Date.now() / 1_000);
  const refused: [string, (body: string) => Record<string, string>][] = [
    ['of another secret', (body) => signed(body, { with: otherKey })],
    ['of another body', (body) => signed(`${body} `)],
    ['of another id', (body) => ({ ...signed(body), 'svix-id': 'msg_2' })],
    ['of another time', (body) => ({ ...signed(body), 'svix-timestamp': String(now() + 1) })],
    ['older than five minutes', (body) => signed(body, { at: now() - 302 })],
    ['of the day after tomorrow', (body) => signed(body, { at: now() + 302 })],
    ['that is none', (body) => ({ ...signed(body), 'svix-signature': 'v1,' })],
    ['of a kind unknown', (body) => ({ ...signed(body), 'svix-signature': 'v2,x' })],
    ['that is not there', () => ({ 'content-type': 'application/json' })],
  ];

  test.each(refused)(
    '%s is refused with 401, on both mounts, and nothing changes',
    async (_case, headersOf) => {
      const firm = await aFirm();
      const { business, mail } = await aMail(firm);
      const body = bodyOf('email.complained', { business, mail });
      const answer = await report(body, headersOf(body));
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'signature_invalid', allowed: false });
      const before = await lane.send({
        method: 'POST',
        path: '/hooks/resend',
        headers: headersOf(body),
        body,
      });
      expect(before).toMatchObject({ status: 401, json: { code: 'signature_invalid' } });
      expect(await stateOf(mail)).toBe('sent');
    },
  );

  test('beside one of another secret (rotation) is good, also almost five minutes old, also before Next', async () => {
    const firm = await aFirm();
    const { business, mail } = await aMail(firm);
    const body = bodyOf('email.bounced', { business, mail });
    const headers = signed(body, { at: now() - 290 });
    headers['svix-signature'] = `v1,AAAA ${headers['svix-signature']}`;
    expect(await lane.send({ method: 'POST', path: '/hooks/resend', headers, body })).toMatchObject({
      status: 200,
    });
    expect(await stateOf(mail)).toBe('bounced');
  });

  test('the example of the standard is read as the standard says', async () => {
    const { Webhook } = await import('standardwebhooks');
    const body = '{"test": 2432232314}';
    const vector = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(vector.sign('msg_p5jXN8AQM9LWM0D4loKWxJek', new Date(1_614_265_330_000), body)).toBe(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  test('only POST is taken', async () => {
    expect(await lane.send({ path: '/hooks/resend' })).toMatchObject({ status: 405 });
    expect(await lane.send({ method: 'POST', path: '/hooks/other' })).toMatchObject({ status: 404 });
  });
});
