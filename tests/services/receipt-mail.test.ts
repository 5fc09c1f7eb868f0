import { demoProfile } from '#lib/domain/business/demo-firm.ts';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import postgres from 'postgres';
import type { BusinessId, MailId } from '#lib/domain/ids.ts';
import { startJobs, stopJobs } from '#lib/jobs/queue.ts';
import { auditContact } from '#lib/services/ledger/audit.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import { sendQueuedMail } from '#lib/services/mail/send.ts';
import { mirrorVersion } from '#lib/services/template/mirror.ts';
import { completeConfig, config } from '#lib/config.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { get } from '#tests/support/browser-like.ts';
import { useMailbox } from '#tests/support/own-mailbox.ts';
import { startResendStandIn } from '#tests/support/resend-stand-in.ts';

const mailbox = useMailbox();
const database = useDatabase();

let sql: postgres.Sql;
beforeAll(() => {
  sql = postgres(database.superUrl, { max: 1, onnotice: () => undefined });
});
afterAll(async () => sql.end());

interface Row {
  mail_id: MailId;
  contact_id: string;
  state: string;
  provider_id: string | null;
  sent_at: Date | null;
  sealed: Buffer;
}
const mailsOf = async (businessId: BusinessId) =>
  sql<Row[]>`select * from outgoing_mail where business_id = ${businessId} order by created_at`;

async function sendAll(businessId: BusinessId): Promise<void> {
  for (const { mail_id } of await mailsOf(businessId)) await sendQueuedMail(businessId, mail_id);
}

let nextAddress = 0;
function anEmail(): string {
  nextAddress += 1;
  return `kundin-${String(nextAddress)}@example.com`;
}

const answerWith = async (firm: Firm, email: string, item = ['order', 'advertising_email']) =>
  receiptOf(await answerPage(firm, { item, name: 'Anna Öztürk', phone: aPhone(), email }));

const claimedLines = async (firm: Firm) =>
  sql<{ channel: string; choice: string }[]>`
    select channel, choice from consent_state where business_id = ${firm.businessId} order by channel, purpose`;

describe('an answer with an address', () => {
  test('leaves one mail and one job in its own transaction, readable by nobody who has the database alone', async () => {
    const firm = await aFirm();
    const email = anEmail();
    const token = await answerWith(firm, email);
    const rows = await mailsOf(firm.businessId);
    expect(rows).toEqual([expect.objectContaining({ kind: 'receipt', state: 'queued', sent_at: null })]);
    const jobs = await sql<{ data: unknown }[]>`select data from pgboss.job where name = 'send-mail'
      and data->>'businessId' = ${firm.businessId}`;
    expect(jobs.map((job) => job.data)).toEqual([{ businessId: firm.businessId, mailId: rows[0]?.mail_id }]);
    const stored = JSON.stringify(rows) + (rows[0]?.sealed.toString('latin1') ?? '');
    for (const secret of [email, token, 'Öztürk']) expect(stored).not.toContain(secret);
  });

  test('gets the receipt: who, what exactly, the link, the way out in one click, and no other word', async () => {
    const firm = await aFirm();
    const email = anEmail();
    const token = await answerWith(firm, email);
    await sendAll(firm.businessId);
    const [mail, ...more] = await mailbox.mails(email);
    expect(more).toEqual([]);
    expect(mail?.subject).toMatch(/^Ihr Durchschlag: Dachdeckerei Sommer GmbH, Nr\. \w{4}-\w{4}$/u);
    const text = mail?.text ?? '';
    const url = `${config().appUrl}/r/${token}`;
    expect(text).toContain(`\n${url}\n`);
    expect(text.match(/^… Angekreuzt, noch nicht bestätigt: /gmu)).toHaveLength(2);
    expect(text.match(/^– Nicht erlaubt: /gmu)).toHaveLength(3);
    expect(text).toContain('Gartenstraße 12, 88212 Ravensburg, Telefon 030 23125100');
    expect(text).toContain('Waren Sie das nicht? Dann tun Sie nichts.');
    // Courts read pictures and greetings in such mails as advertising (R37); the only addresses are the two of this answer.
    expect(mail?.html).not.toMatch(/<img|<script|<link|url\(|willkommen|jawort\b/iu);
    expect([...new Set((mail?.html ?? '').match(/https?:\/\/[^"<]+/gu))]).toEqual([
      url,
      `${config().appUrl}/t/${firm.versionId}`,
    ]);
    expect(mail?.headers).toEqual({
      'List-Unsubscribe': `<${url}/unsubscribe>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect(mail?.tags).toEqual({ business: firm.businessId, mail: expect.any(String) as string });
    expect((await get(`/r/${token}`)).status).toBe(200);
  });

  test('is sent once, however often the job runs', async () => {
    const firm = await aFirm();
    const email = anEmail();
    await answerWith(firm, email);
    await sendAll(firm.businessId);
    const before = await mailsOf(firm.businessId);
    expect(before).toEqual([
      expect.objectContaining({ state: 'sent', provider_id: expect.stringMatching(/^local-/u) as string }),
    ]);
    const [first] = await mailbox.mails(email);
    await sendAll(firm.businessId);
    expect(await mailsOf(firm.businessId)).toEqual(before);
    expect(await mailbox.mails(email)).toEqual([first]);
  });

  test('is English for whoever read English, and names a test', async () => {
    const firm = await aFirm();
    await mirrorVersion(firm.businessId, firm.versionId);
    const email = anEmail();
    const twin = { ...firm, slug: `test-${firm.slug}` };
    receiptOf(await answerPage(twin, { item: ['advertising_email'], name: 'Anna', phone: aPhone(), email }));
    await sendAll(firm.twinId);
    const [mail] = await mailbox.mails(email);
    expect(mail?.subject).toMatch(/^Test: Ihr Durchschlag/u);
    expect(mail?.text).toMatch(/^Das ist ein Test der Firma/u);
  });

  test('a name that is markup stays a name', async () => {
    const firm = await aFirm({ profile: { ...demoProfile, legalName: '<b>Sommer & Söhne</b> GmbH' } });
    const email = anEmail();
    await answerWith(firm, email);
    await sendAll(firm.businessId);
    const [mail] = await mailbox.mails(email);
    expect(mail?.html).toContain('&lt;b&gt;Sommer &amp; Söhne&lt;/b&gt; GmbH');
  });

  test('without an address leaves no mail', async () => {
    const firm = await aFirm();
    receiptOf(await answerPage(firm, { item: ['order'], name: 'Anna', phone: aPhone() }));
    receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
    expect(await mailsOf(firm.businessId)).toEqual([]);
  });
});

describe('an address', () => {
  test('gets at most three receipts of a firm in an hour, and again after it', async () => {
    const firm = await aFirm();
    const email = anEmail();
    for (let n = 0; n < 5; n += 1) await answerWith(firm, email);
    expect(await mailsOf(firm.businessId)).toHaveLength(3);
    await sql`update outgoing_mail set created_at = created_at - interval '1 hour' where business_id = ${firm.businessId}`;
    await answerWith(firm, email);
    expect(await mailsOf(firm.businessId)).toHaveLength(4);
    await answerWith(firm, anEmail());
    expect(await mailsOf(firm.businessId)).toHaveLength(5);
  });

  test.each(['bounced', 'complained'])(
    'that %s is never written to again, also where the mail waits',
    async (state) => {
      const firm = await aFirm();
      const email = anEmail();
      await answerWith(firm, email);
      await answerWith(firm, email);
      const [first] = await mailsOf(firm.businessId);
      await sql`update outgoing_mail set state = ${state} where mail_id = ${first?.mail_id ?? ''}`;
      await answerWith(firm, email);
      expect(await mailsOf(firm.businessId)).toHaveLength(2);
      await sendAll(firm.businessId);
      expect((await mailsOf(firm.businessId)).map((row) => row.state)).toEqual([state, 'failed']);
      expect(await mailbox.mails(email)).toEqual([]);
    },
  );
});

test('an address for which somebody withdrew everything gets no receipt, whoever types it', async () => {
  const firm = await aFirm();
  const email = anEmail();
  const page = await openWithdrawPage(firm.slug, firm.pageSlug);
  if (!page) throw new Error('the firm has no page');
  await withdrawPublicly(page, { kind: 'email', value: email }, { beyond: false, peak: false });
  await answerWith(firm, email);
  expect(await mailsOf(firm.businessId)).toEqual([]);
});

describe('one click in a mail program (RFC 8058)', () => {
  const click = (token: string, body: string | FormData = 'List-Unsubscribe=One-Click') => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const headers = typeof body === 'string' ? type : {};
    return get(`/r/${token}/unsubscribe`, { method: 'POST', body, headers });
  };

  test('ends e-mail and nothing else, at once, without cookie, redirect or question', async () => {
    const firm = await aFirm();
    const token = await answerWith(firm, anEmail());
    const answer = await click(token);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await claimedLines(firm)).toEqual([
      { channel: 'email', choice: 'withdrawn' },
      ...(await claimedLines(firm)).slice(1),
    ]);
    expect(
      (await claimedLines(firm)).filter((line) => line.channel !== 'email').map((l) => l.choice),
    ).toContain('granted');
    const [event] = await sql`select leaf::jsonb -> 'body' as body from event
      where business_id = ${firm.businessId} and kind = 'withdrawn'`;
    expect(event?.['body']).toMatchObject({ how: 'mail_header', scope: '* email', stops: [] });
    for (const { contact_id } of await mailsOf(firm.businessId))
      expect(await auditContact(firm.businessId, contact_id as never)).toEqual([]);
  });

  test('may come as a form with parts, and twice is once', async () => {
    const firm = await aFirm();
    const token = await answerWith(firm, anEmail());
    const form = new FormData();
    form.set('List-Unsubscribe', 'One-Click');
    expect((await click(token, form)).status).toBe(200);
    expect((await click(token)).status).toBe(200);
    const [{ n } = { n: 0 }] = await sql<{ n: number }[]>`select count(*)::int as n from event
      where business_id = ${firm.businessId} and kind = 'withdrawn'`;
    expect(n).toBe(1);
  });

  test('as a link shows the receipt and changes nothing', async () => {
    const firm = await aFirm();
    const token = await answerWith(firm, anEmail());
    const before = await claimedLines(firm);
    const page = await get(`/r/${token}/unsubscribe`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('Alles widerrufen');
    expect(await claimedLines(firm)).toEqual(before);
  });

  test.each(['', 'List-Unsubscribe=no', 'withdraw=all', `List-Unsubscribe=One-Click&x=${'x'.repeat(3_000)}`])(
    'is nothing else: %.40s',
    async (body) => {
      const firm = await aFirm();
      const token = await answerWith(firm, anEmail());
      const before = await claimedLines(firm);
      expect((await click(token, body)).status).toBe(400);
      expect(await claimedLines(firm)).toEqual(before);
    },
  );

  test('of an unknown receipt finds nothing', async () => {
    expect((await click('a'.repeat(43))).status).toBe(404);
  });
});

describe('through Resend', () => {
  test('a mail is tried again until it is taken, as the same mail; what Resend refuses for good is given up', async () => {
    const resend = await startResendStandIn();
    const { databaseUrl, databaseAdminUrl, masterKey, authSecret } = config();
    vi.stubEnv('RESEND_API_KEY', 're_test');
    vi.stubEnv('RESEND_BASE_URL', resend.url);
    completeConfig({ databaseUrl, databaseAdminUrl, masterKey, authSecret });
    // What the tests above left waiting.
    await sql`delete from pgboss.job where name = 'send-mail'`;
    try {
      const firm = await aFirm();
      const email = anEmail();
      await answerWith(firm, email);
      resend.answerOnce(500, { name: 'internal_server_error', statusCode: 500, message: 'x' });
      await startJobs();
      await expect.poll(() => resend.posted.length, { timeout: 19_000 }).toBe(1);
      expect((await mailsOf(firm.businessId))[0]?.state).toBe('queued');
      const again = async () => {
        // Nobody waits ten seconds here.
        await sql`update pgboss.job set start_after = now() where name = 'send-mail' and state = 'retry'`;
        return (await mailsOf(firm.businessId))[0];
      };
      await expect
        .poll(again, { timeout: 19_000, interval: 100 })
        .toMatchObject({ state: 'sent', provider_id: 're-2' });
      const keys = resend.posted.map(({ headers }) => headers['idempotency-key']);
      expect(new Set(keys)).toEqual(new Set([(await mailsOf(firm.businessId))[0]?.mail_id]));
      expect(resend.posted[1]?.body).toEqual(resend.posted[0]?.body);
      expect(resend.posted[1]?.body).toMatchObject({ to: [email] });

      resend.answerOnce(422, { name: 'validation_error', statusCode: 422, message: 'x' });
      const other = await aFirm();
      await answerWith(other, anEmail());
      await expect
        .poll(async () => (await mailsOf(other.businessId))[0]?.state, { timeout: 19_000, interval: 100 })
        .toBe('failed');
    } finally {
      await stopJobs();
      await resend.close();
      vi.stubEnv('RESEND_API_KEY', '');
      completeConfig({ databaseUrl, databaseAdminUrl, masterKey, authSecret });
    }
  }, 60_000);
});
