import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { pages } from './fixtures.ts';
import { tags, titleOf, visibleText } from './markup.ts';

describe.each(Object.entries(pages))('%s', (_name, page) => {
  test('runs nothing: no script, no event attribute, no style attribute, no frame, no foreign host', async () => {
    const { html } = await renderDocument(page);
    const names = new Set(tags(html).map((tag) => tag.name));
    for (const forbidden of ['script', 'iframe', 'object', 'embed', 'base', 'img', 'noscript']) {
      expect(names).not.toContain(forbidden);
    }
    for (const tag of tags(html)) {
      const risky = [...tag.attributes.keys()].filter((name) => name === 'style' || name.startsWith('on'));
      expect(risky, tag.source).toEqual([]);
      expect(tag.attributes.get('href') ?? '', tag.source).not.toMatch(/^\s*(?:javascript|data):/iu);
    }
    const loaded = tags(html, 'link').map((tag) => tag.attributes.get('href'));
    expect(loaded.every((href) => href?.startsWith('/') && !href.startsWith('//'))).toBe(true);
  });

  test('is sent with a policy that allows exactly its own style sheet and no script source', async () => {
    const { html, csp } = await renderDocument(page);
    const [, style = ''] = /<style>(.*?)<\/style>/su.exec(html) ?? [];
    expect(style.length).toBeGreaterThan(1000);
    expect(csp).toContain(`style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`);
    expect(csp).toMatch(/^default-src 'none'; /u);
    expect(csp).not.toMatch(/script-src|unsafe|data:|\*/u);
  });

  test('labels every field, and every reference inside the page leads somewhere', async () => {
    const { html } = await renderDocument(page);
    const ids = tags(html).flatMap((tag) => tag.attributes.get('id') ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const labelled = tags(html, 'label').flatMap((tag) => tag.attributes.get('for') ?? []);
    for (const input of tags(html, 'input')) {
      if (input.attributes.get('type') === 'hidden') continue;
      const id = input.attributes.get('id') ?? '';
      expect(labelled.includes(id) || input.attributes.has('aria-labelledby'), input.source).toBe(true);
    }
    for (const tag of tags(html)) {
      const references = ['aria-labelledby', 'aria-describedby', 'for'].flatMap(
        (name) => tag.attributes.get(name)?.split(' ') ?? [],
      );
      const href = tag.attributes.get('href') ?? '';
      if (href.startsWith('#')) references.push(href.slice(1));
      for (const reference of references) expect(ids, tag.source).toContain(reference);
    }
  });

  test('says its language and direction, has one h1 and one main, and leaves no placeholder', async () => {
    const { html } = await renderDocument(page);
    expect(html.startsWith(`<!doctype html><html lang="${page.locale}" dir="ltr">`)).toBe(true);
    expect(tags(html, 'h1')).toHaveLength(1);
    expect(tags(html, 'main')).toHaveLength(1);
    expect(visibleText(html)).not.toMatch(/\{\w+\}|undefined|\[object|\bnull\b/u);
    expect(visibleText(html)).not.toMatch(
      /\b(?:receipt|error|state|page|question|help|accessibility)\.[a-z]/u,
    );
  });

  test('gives nothing about the person to a link preview, a title or a search engine', async () => {
    const { html } = await renderDocument(page);
    const head = /<head>.*<\/head>/su.exec(html)?.[0].replace(/<style>.*<\/style>/su, '') ?? '';
    expect(head).not.toMatch(/••|4F7K|AZqk|0176|Ayşe|@/u);
    const personal = page.kind === 'receipt' || (page.kind === 'question' && page.contact.kind === 'known');
    if (personal || page.kind === 'state') expect(head).toContain('<meta name="robots" content="noindex"/>');
  });

  test('has the imprint and the privacy notice one tap away, if the firm is known', async () => {
    if (page.firm === null) return;
    const { html } = await renderDocument(page);
    const links = tags(html, 'a').map((tag) => tag.attributes.get('href'));
    expect(links).toContain('/e/dachdeckerei-sommer/imprint');
    expect(links).toContain('/e/dachdeckerei-sommer/privacy');
  });

  test('has help and the accessibility statement one tap away, and itself in the other language', async () => {
    const { html } = await renderDocument(page);
    const links = tags(html, 'a');
    const from = page.firm ? '?e=dachdeckerei-sommer' : '';
    const addresses = links.map((tag) => tag.attributes.get('href'));
    expect(addresses).toContain(`/help${from}`);
    expect(addresses).toContain(`/accessibility${from}`);
    const languages = links.filter((tag) => tag.attributes.has('hreflang'));
    expect(languages.map((tag) => [tag.attributes.get('href'), tag.attributes.get('lang')])).toEqual([
      ['?l=de', 'de'],
      ['?l=en', 'en'],
    ]);
  });

  test('is striped and named „Testseite“ on the test twin, and only there', async () => {
    const { html } = await renderDocument(page);
    const isTest = page.mode === 'test';
    const words = { de: 'Testseite', en: 'Test page' }[page.locale];
    expect(html.includes('<body class="test">')).toBe(isTest);
    expect(titleOf(html).startsWith(`${words}:`)).toBe(isTest);
    expect(visibleText(html).includes(words)).toBe(isTest);
  });
});
