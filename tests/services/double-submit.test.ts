import { describe, expect, test } from 'vitest';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { openPage } from '#lib/services/page/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerPage, aPhone, formOf, receiptOf, type Firm } from '#tests/support/scene.ts';
import { allRows, eventCount, passTime, twinOf } from './behind.ts';
import { ask } from './asking.ts';

const at = useDatabase();

async function aForm(firm: Firm) {
  const question = await openPage(firm.slug, firm.pageSlug);
  if (question.state !== 'open') throw new Error(question.state);
  return { where: { businessSlug: firm.slug, pageSlug: firm.pageSlug }, question };
}

describe('one form', () => {
  test('sent five times at once is one answer with one receipt', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const form = formOf(question, { item: ['order', 'photos'], phone: aPhone(), name: 'Anna Beispiel' });
    const before = await eventCount(at, firm.businessId);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => answerQuestion(where, form)));
    expect(new Set(outcomes.map(receiptOf)).size).toBe(1);
    expect(await eventCount(at, firm.businessId)).toBe(before + 1);
  });

  test('sent again with the boxes in another order is the same answer, and changes no row', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const form = formOf(question, { item: ['order', 'photos'], phone: aPhone() });
    const token = receiptOf(await answerQuestion(where, form));
    const before = await allRows(at);
    expect(receiptOf(await answerQuestion(where, { ...form, item: ['photos', 'order'] }))).toBe(token);
    expect(await allRows(at)).toEqual(before);
  });

  test.each([
    ['other ticks', { item: ['order'] }],
    ['a no', { choice: 'refuse' as const }],
    ['another name', { name: 'Berta Beispiel' }],
    ['fewer ticks and another number', { item: [], phone: '0171 3920099' }],
  ])('sent again with %s is already answered: no second event, no link, no change', async (_what, change) => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const phone = aPhone();
    const form = formOf(question, { item: ['order', 'photos'], phone });
    receiptOf(await answerQuestion(where, form));
    const before = await allRows(at);
    expect(await answerQuestion(where, { ...form, ...change })).toEqual({ state: 'already_answered' });
    expect(await allRows(at)).toEqual(before);
    expect(await ask(firm, phone)).toMatchObject({ reason: 'pending_confirmation' });
  });

  test('two different answers to one form at once: one is recorded, one is told so', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const phone = aPhone();
    const outcomes = await Promise.all([
      answerQuestion(where, formOf(question, { item: ['order'], phone })),
      answerQuestion(where, formOf(question, { choice: 'refuse', phone })),
    ]);
    expect(outcomes.map((o) => o.state).toSorted()).toEqual(['already_answered', 'recorded']);
  });

  test('with faults records nothing and can be sent again, mended', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const form = formOf(question, { item: ['advertising_email', 'order'], phone: aPhone() });
    const before = await allRows(at);
    expect(await answerQuestion(where, form)).toEqual({
      state: 'faults',
      faults: [{ field: 'email', code: 'missing' }],
    });
    expect(await allRows(at)).toEqual(before);
    receiptOf(await answerQuestion(where, { ...form, email: 'anna@example.de' }));
  });

  test('a no without a number stores nothing', async () => {
    const firm = await aFirm();
    const before = await allRows(at);
    expect(await answerPage(firm, { choice: 'refuse' })).toEqual({ state: 'nothing_stored' });
    expect(await answerPage(firm, { choice: 'refuse', phone: 'x', email: 'y', name: '\u0000' })).toEqual({
      state: 'nothing_stored',
    });
    expect(await allRows(at)).toEqual(before);
  });
});

describe('a form that has grown old', () => {
  test('after 24 hours asks to look again, a minute before it does not; a repeat still finds its receipt', async () => {
    const twin = await twinOf(await aFirm());
    const { where, question } = await aForm(twin);
    const early = await aForm(twin);
    await passTime(at, twin, '23 hours 59 minutes');
    const form = formOf(early.question, { item: ['order'], phone: aPhone() });
    const token = receiptOf(await answerQuestion(early.where, form));
    await passTime(at, twin, '2 minutes');
    expect(await answerQuestion(where, formOf(question, { item: ['order'], phone: aPhone() }))).toEqual({
      state: 'look_again',
    });
    expect(receiptOf(await answerQuestion(early.where, form))).toBe(token);
  });

  test('of a text that was replaced records nothing: the new text must be shown', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const { publishVersion } = await import('#lib/services/template/publish.ts');
    const { draft } = question.version.content;
    await publishVersion(firm.businessId, {
      pageSlug: firm.pageSlug,
      draft: { ...draft, why: 'Termine und Rückfragen' },
      by: 'test',
    });
    const before = await allRows(at);
    expect(await answerQuestion(where, formOf(question, { item: ['order'], phone: aPhone() }))).toEqual({
      state: 'text_changed',
    });
    expect(await allRows(at)).toEqual(before);
  });
});

describe('a form that is not ours', () => {
  test('whose snapshot was cut, changed or made up asks to look again', async () => {
    const firm = await aFirm();
    const { where, question } = await aForm(firm);
    const form = formOf(question, { item: ['order'], phone: aPhone() });
    const { snapshot } = form;
    const [text = '', signature = ''] = snapshot.split('.');
    const forged = Buffer.from(text, 'base64url').toString().replace(firm.versionId, 'a'.repeat(64));
    for (const other of [
      '',
      snapshot.slice(0, -1),
      `${snapshot}A`,
      `${text}.`,
      `${Buffer.from(forged).toString('base64url')}.${signature}`,
    ]) {
      expect(await answerQuestion(where, { ...form, snapshot: other })).toEqual({ state: 'look_again' });
    }
  });

  test('posted to another firm’s page, or another page of the firm, is not found', async () => {
    const [firm, other] = [await aFirm(), await aFirm()];
    const { question } = await aForm(firm);
    const form = formOf(question, { item: ['order'], phone: aPhone() });
    const before = await allRows(at);
    for (const where of [
      { businessSlug: other.slug, pageSlug: other.pageSlug },
      { businessSlug: firm.slug, pageSlug: 'angebot' },
      { invitationToken: 'A'.repeat(43) },
    ]) {
      expect(await answerQuestion(where, form)).toEqual({ state: 'not_found' });
    }
    expect(await allRows(at)).toEqual(before);
  });
});
