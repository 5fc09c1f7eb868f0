import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import { readAnswer } from '#lib/domain/consent/answer.ts';
import type { AnswerForm } from '#lib/domain/consent/form.ts';

const { items } = rooferDraft;
const unknown = { phone: false, email: false };

function form(more: Partial<AnswerForm> = {}): AnswerForm {
  return { snapshot: '', item: [], name: '', phone: '', email: '', choice: 'grant', ...more };
}

function faultsOf(more: Partial<AnswerForm>, known = unknown): string[] {
  const read = readAnswer(form(more), items, known);
  return read.ok ? [] : read.faults.map((f) => `${f.field}: ${f.code}`);
}

const phone = '0176 04069042';

describe('reading a yes', () => {
  test('takes what is ticked, once, with number and address in the one spelling', () => {
    const posted = form({
      item: ['photos', 'order', 'photos', 'advertising_email'],
      name: '  Anna Beispiel ',
      phone,
      email: 'Anna@Example.DE',
    });
    expect(readAnswer(posted, items, unknown)).toEqual({
      ok: true,
      answer: {
        grant: true,
        ticked: ['photos', 'order', 'advertising_email'],
        name: 'Anna Beispiel',
        phone: '+4917604069042',
        email: 'anna@example.de',
      },
    });
  });

  test.each<[string, Partial<AnswerForm>, string[]]>([
    ['nothing ticked', { phone }, ['items: nothing_ticked']],
    ['a number missing', { item: ['order'] }, ['phone: missing']],
    ['a number of blanks', { item: ['order'], phone: ' \u00a0 ' }, ['phone: missing']],
    [
      'an e-mail item without an address',
      { item: ['order', 'advertising_email'], phone },
      ['email: missing'],
    ],
    [
      'only the e-mail item, without an address: no number is asked',
      { item: ['advertising_email'] },
      ['email: missing'],
    ],
    ['a number too short', { item: ['order'], phone: '030' }, ['phone: too_short']],
    ['a number too long', { item: ['order'], phone: `0176 ${'0406904'.repeat(3)}` }, ['phone: too_long']],
    ['words for a number', { item: ['order'], phone: 'meine alte Nummer' }, ['phone: unreadable']],
    [
      'an address that is none',
      { item: ['advertising_email'], email: 'anna(at)example' },
      ['email: unreadable'],
    ],
    [
      'an address too long',
      { item: ['advertising_email'], email: `${'a'.repeat(300)}@example.de` },
      ['email: too_long'],
    ],
    ['an item nobody showed', { item: ['order', 'everything'], phone }, ['items: unknown_item']],
    [
      'a faulty address that was not needed',
      { item: ['order'], phone, email: 'anna' },
      ['email: unreadable'],
    ],
    ['a name too long', { item: ['order'], phone, name: 'A'.repeat(121) }, ['name: too_long']],
    ['a name of a megabyte', { item: ['order'], phone, name: 'A'.repeat(1_000_000) }, ['name: too_long']],
    ['NUL in a name', { item: ['order'], phone, name: 'Anna\u0000B' }, ['name: unreadable']],
    [
      'half a surrogate pair in a name',
      { item: ['order'], phone, name: 'Anna \ud83d' },
      ['name: unreadable'],
    ],
    [
      'a turned direction in a name',
      { item: ['order'], phone, name: 'Anna \u202egnissol' },
      ['name: unreadable'],
    ],
    [
      'everything wrong at once',
      { item: ['everything', 'order', 'advertising_email'], name: '\u0000x', phone: 'x', email: 'x' },
      ['items: unknown_item', 'name: unreadable', 'phone: unreadable', 'email: unreadable'],
    ],
  ])('%s', (_what, more, faults) => {
    expect(faultsOf(more)).toEqual(faults);
  });

  test.each([
    'Anna',
    'Đặng Thị Hà',
    'José',
    'مريم',
    'علی\u200cرضا',
    '李小龙',
    'O’Brien-Müller von der Tann',
    'X Æ A-12',
    'A'.repeat(120),
  ])('%s is a name', (name) => {
    const read = readAnswer(form({ item: ['order'], phone, name }), items, unknown);
    expect(read).toMatchObject({ ok: true, answer: { name: name.normalize('NFC') } });
  });

  test('a name in two spellings is one name', () => {
    const read = readAnswer(form({ item: ['order'], phone, name: 'Mu\u0308ller' }), items, unknown);
    expect(read).toMatchObject({ ok: true, answer: { name: 'M\u00fcller' } });
  });

  test('what a personal link names is not asked again, and what is typed beside it does not count', () => {
    const both = { item: ['order', 'advertising_email'] };
    expect(faultsOf(both, { phone: true, email: false })).toEqual(['email: missing']);
    expect(faultsOf(both, { phone: false, email: true })).toEqual(['phone: missing']);
    const typed = form({ ...both, phone, email: 'anna@example.de' });
    expect(readAnswer(typed, items, { phone: true, email: false })).toMatchObject({
      answer: { phone: null, email: 'anna@example.de' },
    });
    expect(readAnswer(typed, items, { phone: false, email: true })).toMatchObject({
      answer: { phone: '+4917604069042', email: null },
    });
  });
});

describe('a page of a single item', () => {
  const [order, , , , newsletter] = items;

  test('needs no tick: the button is the yes', () => {
    if (!order || !newsletter) throw new Error('the draft has changed');
    expect(readAnswer(form({ phone }), [order], unknown)).toMatchObject({
      ok: true,
      answer: { ticked: ['order'] },
    });
    expect(readAnswer(form(), [newsletter], unknown)).toMatchObject({
      ok: false,
      faults: [{ field: 'email', code: 'missing' }],
    });
  });

  test('and its no grants nothing', () => {
    if (!order) throw new Error('the draft has changed');
    expect(readAnswer(form({ phone, item: ['order'], choice: 'refuse' }), [order], unknown)).toMatchObject({
      ok: true,
      answer: { grant: false, ticked: [] },
    });
  });
});

describe('reading a no', () => {
  test('works with everything empty', () => {
    expect(readAnswer(form({ choice: 'refuse' }), items, unknown)).toEqual({
      ok: true,
      answer: { grant: false, ticked: [], name: null, phone: null, email: null },
    });
  });

  test('no fault of any field stands in its way, and no tick turns it into a yes', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\u0000', '\ud800', 'x'.repeat(5_000), phone, 'anna@example.de'),
    );
    const posted = fc.record({
      item: fc.array(fc.oneof(fc.constantFrom(...items.map((i) => i.key)), fc.string())),
      name: text,
      phone: text,
      email: text,
    });
    fc.assert(
      fc.property(posted, fc.record({ phone: fc.boolean(), email: fc.boolean() }), (more, known) => {
        const read = readAnswer(form({ ...more, choice: 'refuse' }), items, known);
        expect(read).toMatchObject({ ok: true, answer: { grant: false, ticked: [] } });
      }),
      { numRuns: 1_000 },
    );
  });

  test('keeps what can be read, so that the no is known for that number', () => {
    const read = readAnswer(form({ choice: 'refuse', phone, email: 'anna', name: '\u0000' }), items, unknown);
    expect(read).toMatchObject({ ok: true, answer: { phone: '+4917604069042', email: null, name: null } });
  });
});

test('whatever is posted, reading it never throws, and what it takes is well-formed', () => {
  const text = fc.string({ unit: 'binary' });
  fc.assert(
    fc.property(fc.record({ item: fc.array(text), name: text, phone: text, email: text }), (more) => {
      const read = readAnswer(form(more), items, unknown);
      if (read.ok) expect(read.answer.name === null || read.answer.name.isWellFormed()).toBe(true);
      else expect(read.faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 1_000 },
  );
});
