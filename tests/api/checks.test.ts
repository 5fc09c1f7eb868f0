import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { SENTENCES } from '#lib/domain/check/sentences.ts';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, contextOf, receiptOf } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { post, type Answer } from './mounts.ts';

useDatabase();
const { ask } = useBothMounts();

const order = (phone: string, more: object = {}) => ({
  contact: { phone },
  channel: 'whatsapp',
  purpose: 'order',
  ...more,
});
const check = (key: string, body: object, headers: Record<string, string> = {}): Promise<Answer> =>
  ask(post('/api/v1/checks', key, body, headers));

describe('POST /api/v1/checks, on both mounts', () => {
  test('a granted consent is a yes that names the consent it rests on', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const answer = await check(firm.liveKey, order(phone, { ref: 'm-81', capture_url: true }));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      ref: 'm-81',
      mode: 'live',
      allowed: true,
      reason: 'granted',
      consent: {
        version: firm.versionId,
        version_url: expect.stringContaining(`/t/${firm.versionId}`),
        confirmed_at: null,
        evidence: 'number_delivery',
      },
      not_covered: [],
      next_action: 'none',
      capture_url: null,
      notice_due: false,
      opt_out_line: null,
      receipt: null,
    });
  });

  test('every spelling of the number finds the same person', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const national = `0${phone.slice(3, 6)} ${phone.slice(6)}`;
    for (const spelling of [national, `0049 ${phone.slice(3)}`, `tel:${phone}`, phone.slice(1)]) {
      expect((await check(firm.liveKey, order(spelling))).json, spelling).toMatchObject({ allowed: true });
    }
  });

  test('each reason answers with its sentence in the language asked for, German if none is', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const english = await check(firm.liveKey, order(phone), {
      'accept-language': 'fr, en-GB;q=0.8, de;q=0.3',
    });
    expect(english.json).toMatchObject({ reason: 'never_asked', text: SENTENCES.en.never_asked });
    for (const header of [
      {},
      { 'accept-language': '*' },
      { 'accept-language': 'fr' },
      { 'accept-language': ';;q=,' },
    ]) {
      expect((await check(firm.liveKey, order(phone), { ...header })).json).toMatchObject({
        text: SENTENCES.de.never_asked,
      });
    }
  });

  test('whoever was never asked can be asked at the firm’s page, if the caller wants its address', async () => {
    const firm = await aFirm();
    const plain = await check(firm.liveKey, order(aPhone()));
    expect(plain.json).toMatchObject({
      allowed: false,
      reason: 'never_asked',
      consent: null,
      next_action: 'ask',
      capture_url: null,
    });
    const wanted = await check(firm.liveKey, order(aPhone(), { capture_url: true }));
    expect(wanted.json).toMatchObject({
      capture_url: expect.stringMatching(new RegExp(`/e/${firm.slug}/auftrag$`, 'u')),
    });
  });

  test('an invitation without an answer is a no that waits, without an address to ask at', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    await createInvitation(firm.live, { contact: { phone }, page: firm.pageSlug, delivered_by: 'whatsapp' });
    const answer = await check(firm.liveKey, order(phone, { capture_url: true }));
    expect(answer.json).toMatchObject({
      allowed: false,
      reason: 'requested',
      next_action: 'wait',
      capture_url: null,
    });
  });

  test('a number typed on the page waits for confirmation', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerPage(firm, { item: ['order'], phone }));
    const answer = await check(firm.liveKey, order(phone));
    expect(answer.json).toMatchObject({
      allowed: false,
      reason: 'pending_confirmation',
      next_action: 'reverify',
    });
    expect(answer.json).toMatchObject({ consent: { evidence: 'claimed', confirmed_at: null } });
  });

  test('a delivered link is too little for advertising, and says so with the consent it looked at', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'advertising'] }));
    const answer = await check(firm.liveKey, order(phone, { purpose: 'advertising' }));
    expect(answer.json).toMatchObject({ allowed: false, reason: 'evidence_too_low', opt_out_line: null });
    expect(answer.json).toMatchObject({ consent: { evidence: 'number_delivery' } });
  });

  test('a consent for something else is not shown as one for what was asked', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const purpose = await check(firm.liveKey, order(phone, { purpose: 'documents' }));
    expect(purpose.json).toMatchObject({ allowed: false, reason: 'purpose_not_covered', consent: null });
    const channel = await check(firm.liveKey, order(phone, { channel: 'sms' }));
    expect(channel.json).toMatchObject({ allowed: false, reason: 'channel_not_covered', consent: null });
  });

  test('a recipient the consent does not name is a no that lists it', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const partner = rooferDraft.partners[0]?.key ?? '';
    const answer = await check(firm.liveKey, order(phone, { recipients: [partner] }));
    expect(answer.json).toMatchObject({
      allowed: false,
      reason: 'recipient_not_covered',
      not_covered: [partner],
    });
  });

  test('a refusal and a withdrawal are a no without a consent', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const refused = await check(firm.liveKey, order(phone, { purpose: 'photos' }));
    expect(refused.json).toMatchObject({
      allowed: false,
      reason: 'refused',
      consent: null,
      next_action: 'wait',
    });
    await withdrawByReceipt(token, 'all');
    const withdrawn = await check(firm.liveKey, order(phone, { capture_url: true }));
    expect(withdrawn.json).toMatchObject({
      allowed: false,
      reason: 'withdrawn',
      consent: null,
      capture_url: null,
    });
  });

  test('a suspended firm gets a no to everything', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    await setSuspended(firm.businessId, { suspended: true, by: 'test' });
    const answer = await check(firm.liveKey, order(phone));
    expect(answer.json).toMatchObject({
      allowed: false,
      reason: 'business_suspended',
      consent: null,
      next_action: 'human_review',
    });
  });

  test('with intent "send" the yes is on record before it is given, and a no leaves no use', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    expect((await check(firm.liveKey, order(phone, { intent: 'send' }))).json).toMatchObject({
      allowed: true,
    });
    expect((await check(firm.liveKey, order(aPhone(), { intent: 'send' }))).json).toMatchObject({
      allowed: false,
    });
  });

  test('a state the caller has not seen yet is waited for, not answered', async () => {
    const firm = await aFirm();
    const body = order(aPhone());
    const { as_of: asOf } = (await check(firm.liveKey, body)).json as { as_of: string };
    expect((await check(firm.liveKey, { ...body, min_as_of: asOf })).status).toBe(200);
    const ahead = await check(firm.liveKey, { ...body, min_as_of: String(Number(asOf) + 1) });
    expect(ahead.status).toBe(503);
    expect(ahead.json).toMatchObject({ code: 'behind_min_as_of', allowed: false });
  });

  test('a test key opens the twin only, a live key the firm only', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const { key: testKey } = await createApiKey(firm.businessId, {
      mode: 'test',
      scopes: ['check', 'write'],
    });
    expect((await check(testKey, order(phone))).json).toMatchObject({
      mode: 'test',
      allowed: false,
      reason: 'never_asked',
    });

    const onTwin = aPhone();
    await publishVersion(firm.twinId, { pageSlug: 'auftrag', draft: rooferDraft, by: 'test' });
    await createInvitation(await contextOf(testKey), {
      contact: { phone: onTwin },
      page: 'auftrag',
      delivered_by: 'whatsapp',
    });
    expect((await check(testKey, order(onTwin))).json).toMatchObject({ mode: 'test', reason: 'requested' });
    expect((await check(firm.liveKey, order(onTwin))).json).toMatchObject({
      mode: 'live',
      reason: 'never_asked',
    });
  });
});
