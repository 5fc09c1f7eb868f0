import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import type { QuestionPage } from '#lib/ui/paper/views.ts';
import { notice, pages, question } from './fixtures.ts';
import { tags, titleOf, visibleText } from './markup.ts';

const draw = async (change: Partial<QuestionPage> = {}) =>
  (await renderDocument({ ...question, ...change })).html;
const drawNamed = async (name: string) => (await renderDocument(pages[name] ?? question)).html;

describe('the two buttons', () => {
  test.each(['question', 'question-single', 'question-known', 'question-crowded', 'question-errors'])(
    'of %s differ in nothing but value and words',
    async (name) => {
      const html = await drawNamed(name);
      const [grant, refuse, ...more] = tags(html, 'button').filter(
        (tag) => tag.attributes.get('name') === 'choice',
      );
      expect(more).toEqual([]);
      expect(grant?.attributes.get('value')).toBe('grant');
      expect(refuse?.attributes.get('value')).toBe('refuse');
      for (const attribute of ['class', 'type', 'name']) {
        expect(grant?.attributes.get(attribute)).toBe(refuse?.attributes.get(attribute));
      }
      expect(html).toMatch(
        /<div class="buttons"><button [^>]*>[^<]+<\/button><button [^>]*>[^<]+<\/button><\/div>/u,
      );
    },
  );

  test('let a No pass with every field empty', async () => {
    const html = await draw();
    const refuse = tags(html, 'button').find((tag) => tag.attributes.get('value') === 'refuse');
    expect(refuse?.attributes.has('formnovalidate')).toBe(true);
    expect(tags(html).filter((tag) => tag.attributes.has('required'))).toEqual([]);
  });

  test('are never pressed by Enter in a field: the first button of the form is dead', async () => {
    const [first] = tags(await draw(), 'button');
    expect(first?.attributes.has('disabled')).toBe(true);
    expect(first?.attributes.has('name')).toBe(false);
  });
});

describe('a fresh question', () => {
  test.each(['question', 'question-known', 'question-single', 'question-crowded', 'question-test'])(
    '%s has nothing ticked and nothing filled in',
    async (name) => {
      const html = await drawNamed(name);
      expect(
        tags(html).filter((tag) => tag.attributes.has('checked') || tag.attributes.has('selected')),
      ).toEqual([]);
      const filled = tags(html, 'input').filter(
        (tag) =>
          ['text', 'tel', 'email'].includes(tag.attributes.get('type') ?? '') && tag.attributes.get('value'),
      );
      expect(filled).toEqual([]);
    },
  );

  test('shows operator, owner, country and the way back before anything is folded', async () => {
    const html = await draw();
    const open = visibleText(html.slice(0, html.indexOf('<details')));
    for (const fact of [
      'WhatsApp Ireland Limited',
      'Meta Platforms, Inc.',
      'USA',
      'Wie lange?',
      'Ja, jederzeit.',
    ]) {
      expect(open).toContain(fact);
    }
  });

  test('offers one box a purpose, in the order of the notice', async () => {
    const boxes = tags(await draw(), 'input').filter((tag) => tag.attributes.get('type') === 'checkbox');
    expect(boxes.map((tag) => tag.attributes.get('value'))).toEqual(notice.items.map((item) => item.key));
    expect(new Set(boxes.map((tag) => tag.attributes.get('name')))).toEqual(new Set(['item']));
  });

  test('with a single purpose has no box: the button is the act', async () => {
    const html = await drawNamed('question-single');
    expect(tags(html, 'input').filter((tag) => tag.attributes.get('type') === 'checkbox')).toEqual([]);
    expect(visibleText(html)).toContain('Ja, erlauben');
  });

  test('carries the snapshot, and asks for a number only where none is known', async () => {
    const html = await draw();
    const hidden = tags(html, 'input').find((tag) => tag.attributes.get('type') === 'hidden');
    expect(hidden?.attributes.get('name')).toBe('snapshot');
    expect(hidden?.attributes.get('value')).toBe(question.snapshot);
    expect(await drawNamed('question-known')).not.toContain('name="phone"');
  });

  test('names nine recipients, eight items and a firm of 62 letters in full', async () => {
    const text = visibleText(await drawNamed('question-crowded'));
    expect(text).toContain('Müller-Weiß Bedachungs- und Fassadenbaugesellschaft mbH & Co.');
    expect(text).toContain('Containerdienst Früh-Bodenseeraum GmbH');
    expect(text).toContain('Erinnerung an die Dachwartung');
  });

  test('draws no language row while there is one language', async () => {
    expect(await draw({ languages: [{ locale: 'de', url: '?l=de' }] })).not.toContain('class="languages"');
  });
});

describe('a faulty answer', () => {
  test('says so first in the title and first on the sheet, focused without a script', async () => {
    const html = await drawNamed('question-errors');
    expect(titleOf(html)).toMatch(/^Fehler: /u);
    const summary = tags(html, 'section').find((tag) => tag.attributes.get('class')?.startsWith('summary'));
    expect(summary?.attributes.has('autofocus')).toBe(true);
    expect(summary?.attributes.get('tabindex')).toBe('-1');
    expect(html.indexOf('class="summary')).toBeLessThan(html.indexOf('<h1'));
  });

  test('says the same words in the summary and at the field, and the field points at them', async () => {
    const html = await drawNamed('question-errors');
    const words = 'Diese Nummer ist zu kurz. Beispiel: 0176 04069042';
    expect(visibleText(html).replaceAll(/\s+/gu, ' ').split(words)).toHaveLength(3);
    const phone = tags(html, 'input').find((tag) => tag.attributes.get('id') === 'phone');
    expect(phone?.attributes.get('aria-invalid')).toBe('true');
    expect(phone?.attributes.get('aria-describedby')).toBe('phone-hint error-phone');
    expect(tags(html, 'a').some((tag) => tag.attributes.get('href') === '#phone')).toBe(true);
  });

  test('keeps every tick and every letter', async () => {
    const html = await drawNamed('question-errors');
    const ticked = tags(html, 'input').filter((tag) => tag.attributes.has('checked'));
    expect(ticked.map((tag) => tag.attributes.get('value'))).toEqual(['order', 'advertising_email']);
    expect(html).toContain('value="Ayşe Öztürk"');
    expect(html).toContain('value="0176 04"');
  });

  test('about nothing ticked leads to the first box and names the other button', async () => {
    const html = await drawNamed('question-nothing-ticked');
    expect(tags(html, 'a').some((tag) => tag.attributes.get('href') === '#item-order')).toBe(true);
    expect(visibleText(html)).toContain('tippen Sie auf „Nichts erlauben“.');
  });

  test('of a lost write says that nothing is stored yet', async () => {
    expect(visibleText(await drawNamed('question-not-saved'))).toContain(
      'Ihre Antwort ist noch nicht gespeichert.',
    );
  });
});

test('what a person or a firm typed is shown as text, never as markup', async () => {
  const bad = '"><script>alert(1)</script><b onclick=x>';
  const html = await draw({
    firm: { ...question.firm, legalName: bad, street: bad },
    values: { name: bad, phone: bad, email: bad, ticked: [bad] },
    snapshot: bad,
    contact: { kind: 'known', shown: bad },
    notice: {
      ...notice,
      title: bad,
      lead: bad,
      items: [
        { key: 'order', title: bad, text: bad },
        { key: 'photos', title: bad, text: bad },
      ],
      sections: [
        {
          key: 'recipients',
          title: bad,
          paragraphs: [bad],
          recipients: [
            {
              name: bad,
              address: bad,
              country: bad,
              role: bad,
              data: bad,
              transfer: bad,
              privacyUrl: 'javascript:alert(1)',
            },
          ],
        },
      ],
    },
  });
  expect(html).not.toContain('<script');
  expect(html).not.toContain('<b onclick');
  expect(html).not.toContain('href="javascript:');
});
