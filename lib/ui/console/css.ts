import { minify } from '#lib/ui/paper/minify.ts';
import { fonts } from '#lib/ui/paper/styles/fonts.ts';
import { customProperties, dark, light } from '#lib/ui/paper/tokens.ts';
import { shell } from './styles/shell.ts';
import { slips } from './styles/slips.ts';

/** The paper's colours; `warn` is the console's own, for what waits. */
const palette = `
:root{${customProperties(light)}--warn:#6e4300;color-scheme:light dark}
@media(prefers-color-scheme:dark){:root{${customProperties(dark)}--warn:#f5c46b}}
`;

/** The console's style sheet: the same paper and ink, at a desk. Logical properties only. */
export const consoleCss = minify([fonts, palette, shell, slips].join('\n'));
