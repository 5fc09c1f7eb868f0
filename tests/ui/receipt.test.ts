import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { pages, question } from './fixtures.ts';
import { tags, visibleText } from './markup.ts';

const draw = async (name: string) => (await renderDocument(pages[name] ?? question)).html;

describe('the copy', () => {
  test('takes back one line or all of it in one tap, by POST', async () => {
    const html = await draw('receipt-partly');
    const buttons = tags(html, 'button');
    expect(buttons.map((tag) => [tag.attributes.get('name'), tag.attributes.get('value')])).toEqual([
      ['withdraw', 'order'],
      ['withdraw', 'photos'],
      ['withdraw', 'advertising'],
      ['withdraw', 'all'],
    ]);
    expect(tags(html, 'form').map((tag) => tag.attributes.get('method'))).toEqual(['post']);
    expect(tags(html, 'input')).toEqual([]);
  });

  test('names the line in each button for those who hear the page', async () => {
    expect(await draw('receipt-partly')).toContain(
      'Widerrufen<span class="unseen">: Fotos und Videos von meinem Haus</span>',
    );
  });

  test('says when, with the zone, which text, how we know, and its number', async () => {
    const text = visibleText(await draw('receipt-partly'));
    expect(text).toContain('24.11.2026, 14:32 Uhr (MEZ)');
    expect(text).toContain('Fassung 3');
    expect(text).toContain('Mit dem Link, der an Ihre Nummer ging');
    expect(text).toContain('4F7K-2M9Q');
  });

  test('shows its own address in clear, to keep and to print', async () => {
    expect(visibleText(await draw('receipt-partly'))).toContain(
      'https://jawort.example/r/AZqk3v0aTfK2oB1m9cXyPQ',
    );
  });

  test('after a No has nothing to withdraw', async () => {
    const html = await draw('receipt-refused');
    expect(tags(html, 'button')).toEqual([]);
    expect(visibleText(html)).toContain('Gespeichert: Sie erlauben nichts.');
    // Only the footer's, which stands on every page.
    expect(visibleText(html).replace('Einwilligung widerrufen', '')).not.toContain('widerrufen');
  });

  test('tells each state by paper and by words', async () => {
    const papers: Record<string, [paper: string, words: string]> = {
      'receipt-granted': ['pad yellow', 'Gespeichert. Das ist Ihr Durchschlag.'],
      'receipt-waiting': ['pad yellow', 'Gespeichert, aber noch nicht bestätigt.'],
      'receipt-withdrawn': ['pad rose', 'Widerrufen.'],
      'receipt-withdrawn-partly': ['pad yellow', 'Geändert. Ein Teil ist widerrufen.'],
      'receipt-withdrawn-unconfirmed': ['pad rose', 'Diese Antwort gilt nicht mehr.'],
    };
    for (const [name, [paper, words]] of Object.entries(papers)) {
      const html = await draw(name);
      expect(tags(html, 'main')[0]?.attributes.get('class')).toBe(paper);
      expect(html).toContain(`<h1>${words}</h1>`);
    }
  });
});

describe('an unconfirmed answer', () => {
  test('says that nobody may write yet, and how it becomes confirmed', async () => {
    for (const name of ['receipt-waiting', 'receipt-waiting-late', 'receipt-waiting-no-whatsapp']) {
      const text = visibleText(await draw(name));
      expect(text).toContain('Bis das klar ist, darf Ihnen niemand schreiben.');
      expect(text).not.toMatch(/darf das tun, was Sie hier erlaubt haben|\bErlaubt\b/u);
    }
    expect(visibleText(await draw('receipt-waiting-late'))).toContain('eigenen Link als Antwort schicken');
  });

  test('offers the finished message, a call of the same size, and the page once more', async () => {
    const html = await draw('receipt-waiting');
    const text = visibleText(html);
    expect(text).toContain('Gehört die Nummer 0176 •••••042 Ihnen?');
    expect(text).toContain('In der Nachricht steht: Ja, Nr. 7QXK-3M2B .');
    expect(text).toContain('Dabei erfährt WhatsApp Ihre Nummer.');
    const links = tags(html, 'a').filter((tag) => tag.attributes.get('class') === 'button');
    expect(links.map((tag) => tag.attributes.get('href'))).toEqual([
      'https://wa.me/493023125100?text=Ja%2C%20Nr.%207QXK-3M2B',
      'tel:03023125100',
    ]);
    expect(text).toContain('Seite neu laden');
  });

  test('offers no WhatsApp where the firm’s number cannot be read', async () => {
    const html = await draw('receipt-waiting-no-whatsapp');
    expect(html).not.toContain('wa.me');
    expect(visibleText(html)).not.toContain('7QXK');
    expect(html).toContain('href="tel:03023125100"');
  });

  test('taken back ends itself only, and says where older consents are withdrawn', async () => {
    const text = visibleText(await draw('receipt-withdrawn-unconfirmed'));
    expect(text).toContain('Diese Antwort gilt nicht mehr.');
    expect(text).toContain(
      'mit dem Link auf dem früheren Durchschlag, oder ohne Link: Einwilligung widerrufen',
    );
    expect(text).not.toMatch(/Ab sofort darf|Widerrufen am|Widerrufen\./u);
  });

  test('of one line inside a confirmed answer is said at that line', async () => {
    const text = visibleText(await draw('receipt-partly'));
    expect(text).toContain('Werbung per WhatsApp Angekreuzt, noch nicht bestätigt');
  });
});
