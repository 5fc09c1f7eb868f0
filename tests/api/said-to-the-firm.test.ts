import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { contractFaults } from './contract.ts';
import { laneMount, nextMount, post, type Answer, type Mount } from './mounts.ts';

useDatabase();
const { ask } = useBothMounts();
const mounts: Mount[] = [];
let firm: Firm;
beforeAll(async () => {
  mounts.push(await laneMount(), nextMount());
  firm = await aFirm();
});
afterAll(async () => {
  for (const mount of mounts) await mount.close();
});

const inbound = '/api/v1/inbound-messages';
const withdrawals = '/api/v1/withdrawals';
const now = () => new Date().toISOString();
const message = (more: object = {}) => ({
  channel: 'whatsapp',
  from: { phone: '+4917604069099' },
  text: 'Wann kommen Sie?',
  received_at: now(),
  ...more,
});

/** On one mount, held to the document: acts change things, so each mount gets people of its own. */
async function send(mount: Mount, path: string, body: object, headers = {}): Promise<Answer> {
  const sent = post(path, firm.liveKey, body, headers);
  const answer = await mount.send(sent);
  expect(contractFaults(sent, answer), mount.name).toEqual([]);
  return answer;
}

async function reasonOf(mount: Mount, phone: string, purpose = 'order'): Promise<unknown> {
  const answer = await send(mount, '/api/v1/checks', { contact: { phone }, channel: 'whatsapp', purpose });
  return answer.json;
}

describe('POST /api/v1/inbound-messages', () => {
  test('the code from the typed number confirms, and the check shows when', async () => {
    for (const mount of mounts) {
      const phone = aPhone();
      const receipt = await openReceipt(receiptOf(await answerPage(firm, { item: ['order'], phone })));
      const text = `Ja, Nr. ${receipt?.confirm?.code ?? ''}`;
      const answer = await send(mount, inbound, message({ from: { phone }, text }));
      expect(answer).toMatchObject({ status: 200, json: { effect: 'confirmed' } });
      expect(await reasonOf(mount, phone)).toMatchObject({
        allowed: true,
        consent: { evidence: 'channel_message', confirmed_at: expect.stringMatching(/Z$/u) },
        as_of: (answer.json as { as_of: string }).as_of,
      });
    }
  });

  test('STOP, KEINE WERBUNG, unclear words and anything else say what came of them', async () => {
    for (const mount of mounts) {
      for (const [text, effect] of [
        ['Stopp!', 'withdrawn'],
        ['Keine Werbung', 'objected'],
        ['Lassen Sie das', 'needs_human'],
        ['Bis Dienstag', 'contact_noted'],
      ])
        expect(await send(mount, inbound, message({ from: { phone: aPhone() }, text }))).toMatchObject({
          status: 200,
          json: { effect, as_of: expect.stringMatching(/^\d+$/u) },
        });
    }
  });

  test('repeated with its Idempotency-Key it is one message, and the answer is the same bytes', async () => {
    for (const mount of mounts) {
      const body = message({ from: { phone: aPhone() }, text: 'Bis Dienstag' });
      const key = { 'idempotency-key': `m-${mount.name.length}` };
      const first = await send(mount, inbound, body, key);
      const second = await send(mount, inbound, body, key);
      expect(second.text).toBe(first.text);
      expect(second.headers['idempotency-replayed']).toBe('true');
    }
  });

  const later = (ms: number) => new Date(Date.now() + ms).toISOString();
  const bad: [string, string, () => unknown][] = [
    ['an empty object', 'body_invalid', () => ({})],
    ['a list', 'body_not_an_object', () => [message()]],
    ['a text of 4,097 characters', 'body_invalid', () => message({ text: 'x'.repeat(4_097) })],
    ['a text that is none', 'body_invalid', () => message({ text: 5 })],
    ['no text', 'body_invalid', () => message({ text: undefined })],
    ['a channel that does not exist', 'body_invalid', () => message({ channel: 'pigeon' })],
    ['an unreadable sender', 'contact_unreadable', () => message({ from: { phone: '110' } })],
    ['two senders', 'body_invalid', () => message({ from: { phone: '+4917604069099', email: 'a@b.de' } })],
    ['a sender that is a list', 'body_invalid', () => message({ from: ['+4917604069099'] })],
    ['a time without offset', 'body_invalid', () => message({ received_at: '2026-11-24T14:31:00' })],
    ['a time that is none', 'body_invalid', () => message({ received_at: 'gestern' })],
    ['a time ten minutes ahead', 'instant_in_future', () => message({ received_at: later(600_000) })],
    ['evidence claimed outright', 'field_unknown', () => message({ evidence: 'qualified' })],
    ['an effect asked for', 'field_unknown', () => message({ effect: 'confirmed' })],
    ['half a surrogate pair', 'text_not_storable', () => '{"text":"\\ud83d"}'],
    ['a key twice', 'json_duplicate_key', () => '{"text":"a","text":"STOP"}'],
  ];
  test.for(bad)('refuses %s and repeats nothing of it', async ([, code, body]) => {
    const answer = await ask(post(inbound, firm.liveKey, body()));
    expect(answer).toMatchObject({ status: 422, json: { code, allowed: false } });
    expect(answer.text).not.toMatch(/4069099|pigeon|qualified/u);
  });

  test('a text of 4,096 characters, an empty one and a time four minutes ahead are taken', async () => {
    for (const more of [{ text: 'x'.repeat(4_096) }, { text: '' }, { received_at: later(240_000) }])
      for (const mount of mounts) expect((await send(mount, inbound, message(more))).status).toBe(200);
  });

  test('without a key, with a wrong one or one that may only ask, nothing is heard', async () => {
    const reader = await aFirm({ scopes: ['check', 'read'] });
    expect((await ask(post(inbound, null, message()))).status).toBe(401);
    for (const path of [inbound, withdrawals]) {
      const body = path === inbound ? message() : { contact: { phone: aPhone() }, how: 'call' };
      const answer = await ask(post(path, reader.liveKey, body));
      expect(answer).toMatchObject({ status: 403, json: { code: 'scope_missing', allowed: false } });
    }
  });
});

describe('POST /api/v1/withdrawals', () => {
  test('names what ended, and the next check says no', async () => {
    for (const mount of mounts) {
      const phone = aPhone();
      receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
      const answer = await send(mount, withdrawals, { contact: { phone }, how: 'letter' });
      const { withdrawn } = answer.json as { withdrawn: { purpose: string }[] };
      expect(answer.status).toBe(200);
      expect(withdrawn.map((w) => w.purpose).toSorted()).toEqual(['order', 'photos']);
      expect(await reasonOf(mount, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    }
  });

  test('of somebody unknown looks the same and counts', async () => {
    for (const mount of mounts) {
      const phone = aPhone();
      const answer = await send(mount, withdrawals, { contact: { phone }, how: 'call' });
      expect(answer).toMatchObject({ status: 200, json: { withdrawn: [], as_of: expect.any(String) } });
      expect(await reasonOf(mount, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    }
  });

  test.for([
    ['no way', 'body_invalid', { contact: { phone: '+4917604069099' } }],
    ['a way that does not exist', 'body_invalid', { contact: { phone: '+4917604069099' }, how: 'dream' }],
    ['nobody', 'body_invalid', { how: 'call' }],
    [
      'a purpose nobody has',
      'purpose_unknown',
      { contact: { phone: '+4917604069099' }, how: 'call', purpose: 'x-mond' },
    ],
    [
      'a recipient',
      'field_not_supported',
      { contact: { phone: '+4917604069099' }, how: 'call', recipient: 'meta-whatsapp' },
    ],
    [
      'a time to come',
      'instant_in_future',
      { contact: { phone: '+4917604069099' }, how: 'call', made_at: '2999-01-01T00:00:00Z' },
    ],
    [
      'an unknown field',
      'field_unknown',
      { contact: { phone: '+4917604069099' }, how: 'call', reason: 'weil' },
    ],
  ] as const)('refuses %s', async ([, code, body]) => {
    const answer = await ask(post(withdrawals, firm.liveKey, body));
    expect(answer).toMatchObject({ status: 422, json: { code, allowed: false } });
  });
});
