import { beforeAll, describe, expect, test } from 'vitest';
import { openInvitation } from '#lib/services/page/open.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { post, type Answer } from './mounts.ts';

useDatabase();
const { ask } = useBothMounts();
let firm: Firm;
beforeAll(async () => {
  firm = await aFirm();
});

const body = (more: object = {}) => ({
  contact: { phone: aPhone() },
  page: 'auftrag',
  delivered_by: 'whatsapp',
  ...more,
});
const invite = (given: unknown): Promise<Answer> => ask(post('/api/v1/invitations', firm.liveKey, given));

describe('POST /api/v1/invitations, on both mounts', () => {
  test('answers with a personal link that opens the firm’s question', async () => {
    const answer = await invite(body());
    expect(answer.status).toBe(201);
    const { url, notes } = answer.json as { url: string; notes: string[] };
    expect(notes).toEqual(['no_inbound_on_file']);
    const token = /^http:\/\/localhost:3000\/i\/([\w-]{43})$/u.exec(url)?.[1] ?? '';
    expect(await openInvitation(token)).toMatchObject({ state: 'open', firm: { slug: firm.slug } });
  });

  test.for(['P1D', 'P90D'])('expires_in %s is taken', async (period) => {
    expect((await invite(body({ expires_in: period }))).status).toBe(201);
  });

  const bad: [string, string, unknown][] = [
    ['an empty object', 'body_invalid', {}],
    ['a list', 'body_not_an_object', [body]],
    [
      'a page that is no text',
      'body_invalid',
      { contact: { phone: '+4917604069050' }, page: 5, delivered_by: 'whatsapp' },
    ],
    ['no page', 'body_invalid', { contact: { phone: '+4917604069050' }, delivered_by: 'whatsapp' }],
    [
      'a way that does not exist',
      'body_invalid',
      { contact: { phone: '+4917604069050' }, page: 'auftrag', delivered_by: 'pigeon' },
    ],
    [
      'a language we do not have',
      'body_invalid',
      { contact: { phone: '+4917604069050' }, page: 'auftrag', delivered_by: 'sms', locale: 'xx' },
    ],
    [
      '91 days',
      'body_invalid',
      { contact: { phone: '+4917604069050' }, page: 'auftrag', delivered_by: 'sms', expires_in: 'P91D' },
    ],
    [
      'a period in the past',
      'body_invalid',
      { contact: { phone: '+4917604069050' }, page: 'auftrag', delivered_by: 'sms', expires_in: '-P1D' },
    ],
    [
      'evidence claimed outright',
      'field_unknown',
      { contact: { phone: '+4917604069050' }, page: 'auftrag', delivered_by: 'sms', evidence: 'qualified' },
    ],
    [
      'a contact nobody can write to',
      'contact_not_reachable',
      { contact: { reference: 'A-1' }, page: 'auftrag', delivered_by: 'print' },
    ],
    [
      'an unreadable number',
      'contact_unreadable',
      { contact: { phone: '110' }, page: 'auftrag', delivered_by: 'sms' },
    ],
    ['a body with a key twice', 'json_duplicate_key', '{"page":"a","page":"b"}'],
    ['no JSON', 'body_not_json', 'page=auftrag'],
  ];
  test.for(bad)('refuses %s', async ([, code, given]) => {
    expect(await invite(given)).toMatchObject({ status: 422, json: { code, allowed: false } });
  });

  test('a page the firm does not have is not found', async () => {
    for (const page of ['gibtesnicht', '../auftrag', 'AUFTRAG', '%61uftrag'])
      expect(await invite(body({ page }))).toMatchObject({
        status: 404,
        json: { code: 'page_not_found', allowed: false },
      });
  });

  test('too large, wrong type, no UTF-8 and no key are refused as on every address', async () => {
    const send = (given: string | Buffer, headers: Record<string, string> = {}) =>
      ask(post('/api/v1/invitations', firm.liveKey, given, headers));
    expect((await send('x'.repeat(1_000_000))).status).toBe(413);
    expect((await send('{}', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send(Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await ask(post('/api/v1/invitations', null, body()))).status).toBe(401);
  });

  test('whoever said no is left alone, and the caller is told until when', async () => {
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await withdrawByReceipt(token, 'all');
    const answer = await invite(body({ contact: { phone } }));
    expect(answer).toMatchObject({ status: 409, json: { code: 'cooldown', allowed: false } });
    expect(Date.parse((answer.json as { wait_until: string }).wait_until)).toBeGreaterThan(Date.now());
  });

  test('a suspended firm invites nobody', async () => {
    const suspended = await aFirm();
    await setSuspended(suspended.businessId, { suspended: true, by: 'test' });
    const answer = await ask(post('/api/v1/invitations', suspended.liveKey, body()));
    expect(answer).toMatchObject({ status: 409, json: { code: 'business_suspended', allowed: false } });
  });
});
