import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { ContactQuestion } from '#lib/domain/check/question.ts';
import { TemplateDraft } from '#lib/domain/template/draft.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { InboundMessage, recordInbound, type InboundEffect } from '#lib/services/inbound/record.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { check } from '#lib/services/check/check.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases } from '#tests/support/dose.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { allRows, behind, passTime, twinOf } from './behind.ts';

const at = useDatabase();

async function hear(
  firm: Firm,
  from: string | ContactQuestion,
  text: string,
  more: Partial<InboundMessage> = {},
): Promise<InboundEffect> {
  const contact = typeof from === 'string' ? { phone: from } : from;
  const received_at = new Date().toISOString();
  const input = InboundMessage.parse({ channel: 'whatsapp', from: contact, text, received_at, ...more });
  return (await recordInbound(firm.live, input)).effect;
}

async function waiting(firm: Firm, phone: string, item: string[] = ['order', 'advertising']) {
  const token = receiptOf(await answerPage(firm, { item, phone }));
  const receipt = await openReceipt(token);
  if (!receipt?.confirm) throw new Error('the receipt offers no code');
  return { token, code: receipt.confirm.code, receipt };
}

async function tasks(firm: Firm): Promise<string[]> {
  return behind(at, async (sql) => {
    const rows = await sql<
      { kind: string }[]
    >`select kind from human_task where business_id = ${firm.businessId} order by kind`;
    return rows.map((r) => r.kind);
  });
}

async function adds(firm: Firm): Promise<void> {
  expect(await auditBusiness(firm.businessId)).toEqual([]);
}

describe('the code from the typed number', () => {
  test('turns what was claimed into a proven yes, once, and the receipt and the check say how', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { token, code, receipt } = await waiting(firm, phone);
    expect(receipt.confirm).toMatchObject({
      shownNumber: `0176 •••••${phone.slice(-3)}`,
      link: `https://wa.me/493023125100?text=Ja%2C%20Nr.%20${code}`,
    });
    expect(receipt.formNumber).not.toBe(code);
    expect(await hear(firm, phone, `Ja, Nr. ${code.toLowerCase().replace('-', ' ')}`)).toBe('confirmed');
    expect(await ask(firm, phone)).toMatchObject({ allowed: true, line: { evidence: 'channel_message' } });
    expect((await ask(firm, phone)).line?.confirmedAt).toMatch(/^\d{4}-/u);
    expect(await ask(firm, phone, { purpose: 'advertising' })).toMatchObject({ allowed: true });
    expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({
      allowed: false,
      reason: 'refused',
    });
    expect(await openReceipt(token)).toMatchObject({
      evidence: 'channel_message',
      confirm: null,
      lines: expect.arrayContaining([expect.objectContaining({ item: 'order', choice: 'granted' })]),
    });
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await withdrawByReceipt(token, 'all')).toBe(true);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    await adds(firm);
  });

  test.for([
    ['another number', (): ContactQuestion => ({ phone: aPhone() })],
    ['a WhatsApp user id', (): ContactQuestion => ({ whatsapp_user_id: 'DE.8391' })],
    ['an e-mail address', (): ContactQuestion => ({ email: 'wer@example.de' })],
  ] as const)('from %s confirms nothing, and a person is asked', async ([, from]) => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    expect(await hear(firm, from(), `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await tasks(firm)).toEqual(['code_from_other_sender']);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('confirmed');
    await adds(firm);
  });

  test('over a channel whose sender can be forged, with a no beside it, or of another firm, confirms nothing', async () => {
    const [firm, other] = [await aFirm(), await aFirm()];
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    expect(await hear(firm, phone, `Ja, Nr. ${code}`, { channel: 'sms' })).toBe('needs_human');
    expect(await hear(firm, phone, `Nein, Nr. ${code}`)).toBe('needs_human');
    expect(await hear(other, phone, code)).toBe('contact_noted');
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });
    await adds(firm);
  });

  test('by SMS confirms nothing for SMS either, where the person allowed that', async () => {
    const items = rooferDraft.items.map((i) =>
      i.key === 'order' ? { ...i, channels: ['whatsapp', 'sms'] as const } : i,
    );
    const firm = await aFirm({ draft: TemplateDraft.parse({ ...rooferDraft, items }) });
    const phone = aPhone();
    const { code } = await waiting(firm, phone, ['order']);
    expect(await hear(firm, phone, code, { channel: 'sms' })).toBe('needs_human');
    expect(await ask(firm, phone, { channel: 'sms' })).toMatchObject({ reason: 'pending_confirmation' });
    expect(await hear(firm, phone, code)).toBe('confirmed');
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    expect(await ask(firm, phone, { channel: 'sms' })).toMatchObject({ reason: 'pending_confirmation' });
    await adds(firm);
  });

  test('works for 24 hours by the firm’s clock, and the receipt shows it no longer', async () => {
    const twin = await twinOf(await aFirm());
    const phone = aPhone();
    const { token, code } = await waiting(twin, phone);
    await passTime(at, twin, '24 hours');
    expect((await openReceipt(token))?.confirm).toBeNull();
    expect(await hear(twin, phone, `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await ask(twin, phone)).toMatchObject({ allowed: false, reason: 'pending_confirmation' });
    await adds(twin);
  });

  test('proves nothing that a stranger typed for the same number since', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone, ['order']);
    receiptOf(await answerPage(firm, { item: ['order', 'advertising'], phone }));
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await ask(firm, phone, { purpose: 'advertising' })).toMatchObject({ allowed: false });
    await adds(firm);
  });

  test('sent five times at once confirms once', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    const effects = await Promise.all(Array.from({ length: 5 }, () => hear(firm, phone, code)));
    expect(effects.toSorted()).toEqual([
      'confirmed',
      'needs_human',
      'needs_human',
      'needs_human',
      'needs_human',
    ]);
    await adds(firm);
  });

  test('a mistyped code is seen by a person', async () => {
    const firm = await aFirm();
    expect(await hear(firm, aPhone(), 'Ja, Nr. 2222-3333')).toBe('needs_human');
    expect(await tasks(firm)).toEqual(['unclear_message']);
  });
});

describe('words of refusal', () => {
  test('STOP ends everything on the number, whatever proved it, and a fresh proven yes ends the stop', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    expect(await hear(firm, phone, 'Stopp, danke')).toBe('withdrawn');
    for (const purpose of ['order', 'photos', 'documents'])
      expect(await ask(firm, phone, { purpose })).toMatchObject({ allowed: false, reason: 'withdrawn' });
    const { code } = await waiting(firm, phone, ['order']);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('confirmed');
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({ allowed: false });
    await adds(firm);
  });

  test('STOP from somebody unknown is kept as a keyed hash, and the answer is the same', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const before = await allRows(at);
    expect(await hear(firm, phone, 'STOP')).toBe('withdrawn');
    const after = await allRows(at);
    expect(after['public.contact']).toBe(before['public.contact']);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    await expect(answerInvitation(firm, phone, { item: ['order'] })).rejects.toMatchObject({
      code: 'cooldown',
    });
    const { code } = await waiting(firm, phone, ['order']);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    expect(await hear(firm, phone, code)).toBe('confirmed');
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    await adds(firm);
  });

  test('KEINE WERBUNG stops advertising and nothing else', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    await hear(firm, phone, code);
    expect(await hear(firm, phone, 'Keine Werbung bitte')).toBe('objected');
    expect(await ask(firm, phone, { purpose: 'advertising' })).toMatchObject({ reason: 'objected' });
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    expect(await tasks(firm)).toEqual([]);
    await adds(firm);
  });

  test('unclear words stop advertising, and a person is asked', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    await hear(firm, phone, code);
    expect(await hear(firm, phone, 'Lassen Sie das bitte')).toBe('needs_human');
    expect(await ask(firm, phone, { purpose: 'advertising' })).toMatchObject({ reason: 'objected' });
    expect(await ask(firm, phone)).toMatchObject({ allowed: true });
    expect(await tasks(firm)).toEqual(['unclear_message']);
    await adds(firm);
  });

  test('a code that came before a STOP confirms nothing after it', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    const { code } = await waiting(firm, phone);
    expect(await hear(firm, phone, 'STOP')).toBe('withdrawn');
    expect(await hear(firm, phone, `Ja, Nr. ${code}`)).toBe('needs_human');
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    await adds(firm);
  });
});

test('a plain message is noted as contact, allows nothing, and is kept nowhere', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  expect(await hear(firm, phone, 'Wann kommen die Hortensien-Leute?')).toBe('contact_noted');
  expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'never_asked' });
  const dump = await behind(at, async (sql) => {
    const rows = await sql<{ leaf: string }[]>`select leaf from event`;
    return rows.map((r) => r.leaf).join('\n');
  });
  expect(dump).not.toContain('Hortensien');
  expect(dump).not.toContain(phone.slice(3));
  await adds(firm);
});

test('no text from anybody turns a no into a yes, except the right code from the right number', async () => {
  const firm = await aFirm();
  const [proven, typed, refused] = [aPhone(), aPhone(), aPhone()];
  receiptOf(await answerInvitation(firm, proven, { item: ['photos'] }));
  receiptOf(await answerInvitation(firm, refused, { choice: 'refuse' }));
  const { code } = await waiting(firm, typed);
  const senders = fc.constantFrom<ContactQuestion>(
    { phone: proven },
    { phone: refused },
    { phone: aPhone() },
    { whatsapp_user_id: 'DE.77' },
  );
  const pieces = fc.constantFrom('Ja', 'Nr.', code, 'STOP', 'keine Werbung', 'Start', 'OK', 'ja bitte', '👍');
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(pieces, { maxLength: 5 }).map((p) => p.join(' ')),
  );
  const questions = [proven, typed, refused].flatMap((phone) =>
    ['order', 'photos', 'advertising'].map((purpose) => ({ phone, purpose })),
  );
  const answers = async () =>
    Promise.all(questions.map(async ({ phone, purpose }) => (await ask(firm, phone, { purpose })).allowed));
  await fc.assert(
    fc.asyncProperty(senders, texts, async (from, text) => {
      const before = await answers();
      await recordInbound(firm.live, {
        channel: 'whatsapp',
        from,
        text,
        received_at: new Date().toISOString(),
      });
      for (const [i, allowed] of (await answers()).entries()) expect(allowed && !before[i]).toBe(false);
    }),
    { numRuns: cases({ short: 40, long: 2_000 }), endOnFailure: true },
  );
  expect(await hear(firm, typed, code)).toBe('confirmed');
  await adds(firm);
});

test('another firm’s key, a test key and a key without the scope change nothing here', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  expect(await hear(await aFirm(), phone, 'STOP')).toBe('withdrawn');
  expect(await hear(await twinOf(firm), phone, 'STOP')).toBe('withdrawn');
  const reader = await aFirm({ scopes: ['check', 'read'] });
  await expect(hear(reader, phone, 'STOP')).rejects.toMatchObject({ code: 'scope_missing' });
  expect(await ask(firm, phone)).toMatchObject({ allowed: true });
});

test('as_of: a check that has seen it says the new state', async () => {
  const firm = await aFirm();
  const phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  const { asOf } = await recordInbound(firm.live, {
    channel: 'whatsapp',
    from: { phone },
    text: 'STOP',
    received_at: new Date().toISOString(),
  });
  const seen = await check(firm.live, {
    contact: { phone },
    channel: 'whatsapp',
    purpose: 'order',
    min_as_of: asOf,
  });
  expect(seen).toMatchObject({ state: 'answered', answer: { asOf, decision: { reason: 'withdrawn' } } });
});
