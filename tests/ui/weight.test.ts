import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { css } from '#lib/ui/paper/css.ts';
import { renderDocument } from '#lib/ui/paper/document.tsx';
import { fontFiles } from '#lib/ui/paper/font-files.ts';
import { pages } from './fixtures.ts';

const publicFolder = path.join(import.meta.dirname, '../../public');
const fonts = Object.entries(fontFiles).map(([role, file]) => {
  const bytes = readFileSync(path.join(publicFolder, file));
  return { role, file, bytes };
});
const fontBytes = fonts.reduce((sum, font) => sum + font.bytes.length, 0);
const iconBytes = gzipSync(readFileSync(path.join(publicFolder, 'icon.svg'))).length;

describe.each(Object.entries(pages))('%s', (name, page) => {
  test('weighs at most 14 KB with its style sheet, and 48 KB in all', async () => {
    const { html } = await renderDocument(page);
    const documentBytes = gzipSync(html).length;
    console.log(
      `${name}: ${documentBytes} bytes gz, with fonts and icon ${documentBytes + fontBytes + iconBytes}`,
    );
    expect(documentBytes).toBeLessThanOrEqual(name === 'question' ? 9 * 1024 : 14 * 1024);
    expect(documentBytes + fontBytes + iconBytes).toBeLessThanOrEqual(48 * 1024);
  });
});

test('a page makes at most 5 requests: itself, three fonts, one icon', async () => {
  const [page] = Object.values(pages);
  if (!page) throw new Error('no page');
  const { html } = await renderDocument(page);
  const asked = new Set([
    ...[...css.matchAll(/url\(([^)]+)\)/gu)].map(([, url]) => url),
    ...[...html.matchAll(/<link [^>]*href="([^"]+)"/gu)].map(([, url]) => url),
  ]);
  expect(asked.size + 1).toBeLessThanOrEqual(5);
});

describe('the fonts', () => {
  test.each(fonts)(
    '$role keeps its limit, and its address holds the hash of its bytes',
    ({ role, file, bytes }) => {
      expect(bytes.length).toBeLessThanOrEqual(role === 'heading' ? 12 * 1024 : 9 * 1024);
      expect(file).toContain(createHash('sha256').update(bytes).digest('hex').slice(0, 10));
    },
  );

  test('are the only ones in their folder', () => {
    const found = readdirSync(path.join(publicFolder, 'fonts')).filter((file) => file.endsWith('.woff2'));
    expect(found.toSorted()).toEqual(fonts.map((font) => path.basename(font.file)).toSorted());
  });
});

describe('the style sheet', () => {
  test('knows no left and no right, so that Arabic mirrors by itself', () => {
    expect(css).not.toMatch(/(?<![-\w])(?:left|right|top|bottom|width|height)\s*:/u);
    expect(css).not.toMatch(
      /(?:margin|padding|border)-(?:left|right|top|bottom)|text-align:(?:left|right)|float:(?:left|right)/u,
    );
    expect(css).not.toMatch(/(?:margin|padding):(?:[^;}\s]+ ){3}/u);
  });

  test('moves only for those who did not ask for rest', () => {
    const calm = css.indexOf('@media(prefers-reduced-motion:no-preference)');
    expect(calm).toBeGreaterThan(0);
    expect(css.slice(0, calm)).not.toMatch(/animation|transition|@keyframes/u);
  });

  test('loads nothing but our fonts', () => {
    expect([...css.matchAll(/url\(([^)]+)\)/gu)].every(([, url]) => url?.startsWith('/fonts/'))).toBe(true);
    expect(css).not.toContain('@import');
  });
});
