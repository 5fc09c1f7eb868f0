import type { ContactQuestion } from '#lib/domain/check/question.ts';
import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { TemplateDraft } from '#lib/domain/template/draft.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerPage, aPhone, receiptOf } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { passTime, twinOf } from './behind.ts';
import { adds, hear, tasks, waiting } from './hearing.ts';

const at = useDatabase();

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
    expect(await tasks(at, firm)).toEqual(['code_from_other_sender']);
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
    expect(await tasks(at, firm)).toEqual(['unclear_message']);
  });
});
