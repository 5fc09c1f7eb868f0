import { demoProfile } from '#lib/domain/business/demo-firm.ts';
import { describe, expect, test } from 'vitest';
import { customerDoor } from '#app/_doors/customer/door.ts';
import { recordInbound } from '#lib/services/inbound/record.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { setPaused } from '#lib/services/page/pause.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { fieldValue, get } from '#tests/support/browser-like.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ask } from '#tests/services/asking.ts';
import { allRows, behind } from '#tests/services/behind.ts';

const at = useDatabase();

const pathOf = (firm: Firm) => `/e/${firm.slug}/${firm.pageSlug}/withdraw`;

let nextNetwork = 0;
/** Each from a network of its own, unless one is named: the limits are not what these tests are about. */
function send(path: string, contact: string, prefix = `n${String((nextNetwork += 1))}`): Promise<Response> {
  return postFields(path, [['contact', contact]], prefix);
}

function postFields(path: string, fields: [string, string][], prefix: string): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(fields).toString();
  return customerDoor(new Request(`http://localhost:3000${path}`, { method: 'POST', headers, body }), prefix);
}

describe('the page for withdrawing without a link', () => {
  test('ends everything for the number in every usual spelling, at once', async () => {
    const firm = await aFirm();
    for (const spell of [
      (p: string) => p,
      (p: string) => p.replace('+49', '0'),
      (p: string) => p.replace('+49', '0049 '),
    ]) {
      const phone = aPhone();
      receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
      const answer = await send(pathOf(firm), spell(phone));
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('Ihr Widerruf gilt ab sofort.');
      expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    }
  });

  test('answers the same bytes for known and unknown, numbers and addresses', async () => {
    const firm = await aFirm();
    const known = aPhone();
    receiptOf(await answerInvitation(firm, known, { item: ['order'] }));
    const answers = [];
    for (const contact of [known, aPhone(), 'wer@example.de', known]) {
      const answer = await send(pathOf(firm), contact);
      answers.push([answer.status, JSON.stringify([...answer.headers]), await answer.text()].join('\n'));
    }
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).not.toMatch(/set-cookie|script-src/u);
  });

  test('leaves the same rows for known and unknown: one, and a job', async () => {
    const firm = await aFirm();
    const known = aPhone();
    receiptOf(await answerInvitation(firm, known, { item: ['order'] }));
    const changes = [];
    for (const contact of [known, aPhone()]) {
      const before = await allRows(at);
      await send(pathOf(firm), contact);
      const after = await allRows(at);
      changes.push(Object.keys(after).filter((table) => after[table] !== before[table]));
    }
    expect(changes[1]).toEqual(changes[0]);
    expect(changes[0]).toContain('public.suppression');
    expect(changes[0]).not.toContain('public.event');
  });

  test('reading it changes nothing, in both languages and at both addresses', async () => {
    const firm = await aFirm();
    const before = await allRows(at);
    for (const path of [pathOf(firm), `/e/${firm.slug}/withdraw`, `${pathOf(firm)}?l=en`]) {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain('name="contact"');
      expect((await get(path, { method: 'HEAD' })).status).toBe(200);
    }
    expect(await allRows(at)).toEqual(before);
  });

  test('works while the firm is suspended and the page closed; where there is no page, there is none', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await setPaused(firm.businessId, { pageSlug: firm.pageSlug, paused: true, by: 'test' });
    await setSuspended(firm.businessId, { suspended: true, by: 'test' });
    expect((await send(pathOf(firm), phone)).status).toBe(200);
    await setSuspended(firm.businessId, { suspended: false, by: 'test' });
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    expect((await get('/e/gibt-es-nicht/withdraw')).status).toBe(404);
    expect((await get(`/e/${firm.slug}/gibtesnicht/withdraw`)).status).toBe(404);
    expect((await get(`${pathOf(firm)}/mehr`)).status).toBe(404);
  });

  test.for([
    ['nothing', '', 'Bitte geben Sie Ihre Nummer'],
    ['blanks', '   ', 'Bitte geben Sie Ihre Nummer'],
    ['words', 'ruf mich an', 'nicht lesen'],
    ['a short number', '0176', 'nicht lesen'],
    ['an address without a host', 'ich@', 'nicht lesen'],
    ['markup', '<script>alert(1)</script>', 'nicht lesen'],
    ['a long text', 'x'.repeat(5_000), 'nicht lesen'],
    ['a NUL', '0176\u000004069001', 'nicht lesen'],
  ] as const)('%s is a fault of the field, and what was typed stays', async ([, contact, words]) => {
    const firm = await aFirm();
    const before = await allRows(at);
    const answer = await send(pathOf(firm), contact);
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain(words);
    expect(html).not.toContain('<script');
    if (contact === 'ruf mich an') expect(fieldValue(html, 'contact')).toBe(contact);
    expect(await allRows(at)).toEqual(before);
  });

  test('an unknown field, two numbers, another type and a megabyte are refused', async () => {
    const firm = await aFirm();
    const path = pathOf(firm);
    expect((await postFields(path, [['phone', '0176 04069001']], 'a')).status).toBe(400);
    const twice: [string, string][] = [
      ['contact', '0176 04069001'],
      ['contact', '0176 04069002'],
    ];
    expect((await postFields(path, twice, 'a')).status).toBe(400);
    expect((await postFields(path, [['contact', 'x'.repeat(1_000_000)]], 'a')).status).toBe(413);
    const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    expect((await get(path, json)).status).toBe(415);
    expect((await get(path, { method: 'PUT' })).status).toBe(405);
  });

  test('a sixth from one network still counts, shows the firm’s phone, and only the firm’s peak makes a task', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    for (let i = 0; i < 5; i += 1)
      expect(await (await send(pathOf(firm), aPhone(), 'one')).text()).not.toContain('sehr viele');
    const sixth = await (await send(pathOf(firm), phone, 'one')).text();
    expect(sixth).toContain('sehr viele Widerrufe');
    expect(sixth).toContain('030 23125100');
    expect(await ask(firm, phone)).toMatchObject({ reason: 'withdrawn' });
    const tasks = () =>
      behind(at, (sql) => sql`select kind from human_task where business_id = ${firm.businessId}`);
    expect(await tasks()).toHaveLength(0);
    for (let i = 0; i < 47; i += 1) await send(pathOf(firm), phone);
    expect((await tasks()).map((t) => t['kind'] as string)).toEqual(['withdrawal_peak']);
  });
});

describe('the copy of an answer that waits', () => {
  test('shows the code, the way without WhatsApp and the page once more; afterwards how it was confirmed', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const token = receiptOf(await answerPage(firm, { item: ['order'], phone }));
    const before = await allRows(at);
    const waiting = await get(`/r/${token}`);
    const html = await waiting.text();
    const code = (await openReceipt(token))?.confirm?.code ?? '';
    expect(html).toContain(`https://wa.me/493023125100?text=Ja%2C%20Nr.%20${code}`);
    expect(html).toContain(`•••••${phone.slice(-3)}`);
    expect(html).not.toContain(phone.slice(3));
    expect(html).toContain('href="tel:03023125100"');
    expect(html).toContain(`href="/r/${token}"`);
    expect(waiting.headers.get('content-security-policy')).toMatch(/^default-src 'none'/u);
    expect(await (await get(`/r/${token}?l=en`)).text()).toContain('Confirm in WhatsApp');
    expect(await allRows(at)).toEqual(before);

    const received_at = new Date().toISOString();
    const message = { channel: 'whatsapp', from: { phone }, text: `Ja, Nr. ${code}`, received_at } as const;
    expect(await recordInbound(firm.live, message)).toMatchObject({ effect: 'confirmed' });
    const confirmed = await (await get(`/r/${token}`)).text();
    expect(confirmed).toContain('Mit einer Nachricht von Ihrem Konto');
    expect(confirmed).not.toContain('wa.me');
  });

  test('of a firm whose number cannot be read offers no WhatsApp', async () => {
    const firm = await aFirm({ profile: { ...demoProfile, phone: '0800 1' } });
    const token = receiptOf(await answerPage(firm, { item: ['order'], phone: aPhone() }));
    const html = await (await get(`/r/${token}`)).text();
    expect(html).not.toContain('wa.me');
    expect(html).toContain('Noch ein Schritt');
  });
});
