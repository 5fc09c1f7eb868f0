import { readFileSync } from 'node:fs';
import path from 'node:path';
import subsetFont from 'subset-font';
import { describe, expect, test } from 'vitest';
import { en as englishTexts } from '#lib/domain/template/texts/en.ts';
import de from '#lib/i18n/messages/de.json' with { type: 'json' };
import en from '#lib/i18n/messages/en.json' with { type: 'json' };
import { fontFiles } from '#lib/ui/paper/font-files.ts';
import { notice } from './fixtures.ts';

/** The code points a font has, read from its `cmap` table (format 4, OpenType 1.9). */
async function lettersOf(file: string): Promise<ReadonlySet<number>> {
  const packed = readFileSync(path.join(import.meta.dirname, '../../public', file));
  const font = await subsetFont(packed, '', { targetFormat: 'sfnt', keepAllGlyphs: true });
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, index) => 12 + 16 * index);
  const cmap = font.readUInt32BE(
    (tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') ?? 0) + 8,
  );
  const found = new Set<number>();
  for (let index = 0; index < font.readUInt16BE(cmap + 2); index += 1) {
    const table = cmap + font.readUInt32BE(cmap + 4 + 8 * index + 4);
    if (font.readUInt16BE(table) !== 4) continue;
    const segments = font.readUInt16BE(table + 6) / 2;
    for (let segment = 0; segment < segments; segment += 1) {
      const last = font.readUInt16BE(table + 14 + 2 * segment);
      const first = font.readUInt16BE(table + 16 + 2 * (segments + segment));
      for (let point = first; point <= last && point < 0xff_ff; point += 1) found.add(point);
    }
  }
  return found;
}

const names = 'Aydın Öztürk Şahin Çelik Yılmaz Ğ İ Łukasz Wójcik Żółć Müller-Weiß Zoë Châtelet Noël Œuvre';
const alphabet =
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789ÄÖÜäöüßğşıİĄąĆćĘęŁłŃńÓóŚśŹźŻż';
const signs = '„“”‚‘–…·•€§';

const missing = (known: ReadonlySet<number>, text: string) =>
  [...new Set(text)].filter((letter) => !known.has(letter.codePointAt(0) ?? 0)).join('');

describe('no letter of a page falls back to another face', () => {
  test.each([fontFiles.text, fontFiles.strong])('in %s', async (file) => {
    const known = await lettersOf(file);
    expect(
      missing(
        known,
        names +
          alphabet +
          signs +
          JSON.stringify(de) +
          JSON.stringify(en) +
          JSON.stringify(englishTexts).replaceAll('\\', '') +
          JSON.stringify(notice).replaceAll('\\', ''),
      ),
    ).toBe('{}');
    expect(missing(known, 'Ж')).toBe('Ж');
  });

  test('in headings: alphabets, quotes and every title of ours', async () => {
    const known = await lettersOf(fontFiles.heading);
    const titles = [de.receipt.title, de.receipt.stamp, en.receipt.title, en.receipt.stamp]
      .flatMap((group) => Object.values(group))
      .join('');
    expect(missing(known, alphabet + '„“‚‘–…€§' + titles + notice.title + notice.choice.legend)).toBe('');
  });
});
