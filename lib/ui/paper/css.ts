import { minify } from './minify.ts';
import { choice } from './styles/choice.ts';
import { desk } from './styles/desk.ts';
import { fonts } from './styles/fonts.ts';
import { form } from './styles/form.ts';
import { media } from './styles/media.ts';
import { receipt } from './styles/receipt.ts';
import { sheet } from './styles/sheet.ts';
import { text } from './styles/text.ts';
import { customProperties, dark, light } from './tokens.ts';

const palette = `
:root{${customProperties(light)}color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{${customProperties(dark)}}}
`;

/**
 * The style sheet of all customer pages, inline in each: one hash in one policy, one round trip. A string in
 * TypeScript because Next, esbuild and vitest each load a .css file differently. Logical properties only, so
 * that a right-to-left language mirrors by itself.
 */
export const css = minify([fonts, palette, desk, sheet, text, choice, form, receipt, media].join('\n'));
