import type { ContactQuestion } from '#lib/domain/check/question.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { recordInbound } from '#lib/services/inbound/record.ts';
import { check } from '#lib/services/check/check.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases } from '#tests/support/dose.ts';
import { aFirm, answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { allRows, behind, twinOf } from './behind.ts';
import { adds, hear, tasks, waiting } from './hearing.ts';

const at = useDatabase();

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
    expect(await tasks(at, firm)).toEqual([]);
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
    expect(await tasks(at, firm)).toEqual(['unclear_message']);
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
