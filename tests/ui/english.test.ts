import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import type { QuestionPage } from '#lib/ui/paper/views.ts';
import { pages, question } from './fixtures.ts';
import { tags, titleOf, visibleText } from './markup.ts';

const note = 'This part is available in German only.';
const draw = async (name: string) => (await renderDocument(pages[name] ?? question)).html;
const english = pages['en-question'];

async function drawWith(untranslated: string[], change: Partial<QuestionPage['notice']> = {}) {
  if (english?.kind !== 'question') throw new Error('the fixture is gone');
  return (await renderDocument({ ...english, notice: { ...english.notice, ...change, untranslated } })).html;
}

const englishPages = Object.entries(pages).filter(([name]) => name.startsWith('en-'));

describe.each(englishPages)('%s', (name, page) => {
  test('has no German word outside what is marked as German, but names and addresses', async () => {
    const html = await draw(name);
    const rest = html
      .replaceAll(/<(\w+)[^>]* lang="de"[^>]*>.*?<\/\1>/gsu, '')
      .replaceAll(/<(?:span|b|bdi|a)[^>]*>/gu, '')
      .replaceAll(/(?:Der )?Landesbeauftragter? für den Datenschutz und die Informationsfreiheit/gu, '');
    expect(visibleText(rest).replaceAll(page.firm?.legalName ?? 'Jawort', '')).not.toMatch(
      /\b(?:und|Sie|Ihre?n?|nicht|wird|werden|haben|erlauben|erlaubt|widerrufen|Durchschlag|Fassung|Uhr|Nachrichten|Seite)\b/u,
    );
  });
});

describe('what the firm wrote in German only', () => {
  test('is marked as German inside its English sentence, and a note says so once', async () => {
    const html = await drawWith(['Es geht um Ihr Dach.'], {
      lead: 'Es geht um Ihr Dach. You decide freely.',
    });
    expect(html).toContain('<span lang="de">Es geht um Ihr Dach.</span> You decide freely.');
    expect(html.split(note)).toHaveLength(2);
  });

  test('of some items is marked in title and text, and the note stands in their boxes only', async () => {
    const html = await draw('en-question-crowded');
    expect(html).toContain('<span lang="de">Bilder auf unserer Website</span>');
    expect(html.match(new RegExp(`<label class="box">(?:(?!</label>).)*${note}`, 'gu'))).toHaveLength(3);
    expect(html.split(note)).toHaveLength(4);
  });

  test('of all items is said once above the boxes', async () => {
    const items = [1, 2].map((n) => ({
      key: `k${String(n)}`,
      title: `Punkt ${String(n)}`,
      text: 'Ein Text.',
    }));
    const html = await drawWith(['Punkt 1', 'Punkt 2', 'Ein Text.'], { items });
    expect(html.split(note)).toHaveLength(2);
    expect(html.indexOf(note)).toBeLessThan(html.indexOf('type="checkbox"'));
  });

  test('is not seen inside a longer word, and signs of its own mean nothing', async () => {
    const html = await drawWith(['Art', 'a.c (x)'], { lead: 'An Article on abc x. Art. a.c (x)' });
    expect(html).toContain('An Article on abc x. <span lang="de">Art</span>. <span lang="de">a.c (x)</span>');
  });

  test('needs no note where everything was translated, nor on the German page', async () => {
    expect(await draw('en-question')).not.toContain(note);
    expect(await draw('question')).not.toContain('nur auf Deutsch');
  });

  test('of a copy is marked at its line', async () => {
    const page = pages['receipt-partly'];
    if (page?.kind !== 'receipt') throw new Error('the fixture is gone');
    const { html } = await renderDocument({ ...page, locale: 'en' });
    expect(html).toContain('<b lang="de">Nachrichten zu meinem Auftrag</b>');
  });

  test('of a version without English is German in the English privacy notice', async () => {
    const page = pages['privacy'];
    if (page?.kind !== 'privacy') throw new Error('the fixture is gone');
    const { html } = await renderDocument({ ...page, locale: 'en' });
    expect(html).toContain('<ol class="asked-items" lang="de">');
    expect(html).toContain('<div lang="de">');
    expect(html).toContain(note);
  });
});

test('the copy says when, which text, in which language it was read, and how we know', async () => {
  const text = visibleText(await draw('en-receipt-partly'));
  expect(text).toContain('24 Nov 2026, 14:32 CET');
  expect(text).toContain('Version 3, in English');
  expect(text).toContain('With the link that went to your number');
  expect(text).toContain('Withdraw everything');
});

test('a fault in English says so first in the title, and names the other button', async () => {
  expect(titleOf(await draw('en-question-errors'))).toMatch(/^Error: /u);
  expect(visibleText(await draw('en-question-nothing-ticked'))).toContain('or tap “Allow nothing”.');
});

describe('help and the accessibility statement', () => {
  test('show the number of the firm the reader came from, and name none where nobody is known', async () => {
    for (const name of ['help', 'accessibility', 'en-help', 'en-accessibility']) {
      expect(await draw(name)).toContain('href="tel:03023125100"');
      expect(await draw(`${name}-alone`)).not.toContain('Sommer');
    }
  });

  test('say how to withdraw with the link, without it, and where', async () => {
    const html = await draw('help');
    expect(visibleText(html)).toContain('Haben Sie den Link nicht mehr?');
    expect(tags(html, 'a').map((tag) => tag.attributes.get('href'))).toContain(
      '/e/dachdeckerei-sommer/auftrag/withdraw',
    );
  });

  test('name the measure, what is tested, what is not, and whom to tell', async () => {
    const text = visibleText(await draw('accessibility'));
    for (const part of ['WCAG 2.2, Stufe AA', 'Was geprüft ist', 'Was nicht geprüft ist', 'Sagen Sie es']) {
      expect(text).toContain(part);
    }
  });
});
