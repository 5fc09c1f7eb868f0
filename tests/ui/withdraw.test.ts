import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { pages, question } from './fixtures.ts';
import { tags, titleOf, visibleText } from './markup.ts';

const draw = async (name: string) => (await renderDocument(pages[name] ?? question)).html;

describe('withdrawing without a link', () => {
  test('asks for one thing, has one button, and asks for no reason', async () => {
    const html = await draw('withdraw');
    const form = tags(html, 'form')[0];
    expect(form?.attributes.get('action')).toBe('/e/dachdeckerei-sommer/auftrag/withdraw');
    expect(tags(html, 'input').map((tag) => tag.attributes.get('name'))).toEqual(['contact']);
    expect(tags(html, 'button')).toHaveLength(1);
    expect(visibleText(html)).toContain('auch keinen Grund');
  });

  test('keeps what was typed, and says the fault in the title and at the field', async () => {
    const html = await draw('withdraw-error');
    expect(titleOf(html)).toMatch(/^Fehler: /u);
    expect(tags(html, 'input')[0]?.attributes.get('value')).toBe('0176 ruf an');
    expect(tags(html, 'input')[0]?.attributes.get('aria-describedby')).toBe('contact-hint contact-fault');
  });

  test('says that it counts and nothing about whether anybody knows the number', async () => {
    for (const name of ['withdraw-done', 'withdraw-queued']) {
      const text = visibleText(await draw(name));
      expect(text).toContain('Ihr Widerruf gilt ab sofort.');
      expect(text).toContain('sagt diese Seite niemandem');
      expect(text).not.toMatch(/nicht bekannt|gefunden|0176/u);
    }
    expect(visibleText(await draw('withdraw-queued'))).toContain('030 23125100');
  });

  test('is one tap away on every page of a firm', async () => {
    for (const [name, page] of Object.entries(pages)) {
      if (page.firm === null) continue;
      expect(await draw(name), name).toMatch(/<footer>.*href="\/e\/[^"]*withdraw[^"]*"/su);
    }
  });
});
