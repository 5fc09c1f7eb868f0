import { fontFiles } from '#lib/ui/paper/font-files.ts';

const face = (family: string, weight: 400 | 600 | 700, file: string) =>
  `@font-face{font-family:${family};font-weight:${weight};src:url(${file}) format("woff2");font-display:swap}`;

/**
 * Faces of the device, stretched to the widths and heights of ours, so that nothing moves when ours arrive
 * (CLS). `width`, `ascent` and `descent` are shares of the em, `width` the mean by letter frequency.
 */
const ours = {
  heading: { width: 0.46, ascent: 0.952, descent: 0.441 },
  text: { width: 0.444, ascent: 0.984, descent: 0.316 },
  strong: { width: 0.478, ascent: 0.984, descent: 0.316 },
};

function stretched(
  family: string,
  weight: 400 | 600 | 700,
  target: { width: number; ascent: number; descent: number },
  localWidth: number,
  names: readonly string[],
): string {
  const scale = target.width / localWidth;
  const percent = (share: number) => `${(share * 100).toFixed(1)}%`;
  return (
    `@font-face{font-family:${family};font-weight:${weight};src:${names.map((name) => `local("${name}")`).join(',')};` +
    `size-adjust:${percent(scale)};ascent-override:${percent(target.ascent / scale)};` +
    `descent-override:${percent(target.descent / scale)};line-gap-override:0%}`
  );
}

export const fonts = [
  face('Vollkorn', 600, fontFiles.heading),
  face('Hyper', 400, fontFiles.text),
  face('Hyper', 700, fontFiles.strong),
  stretched('VG', 600, ours.heading, 0.5186, ['Georgia Bold', 'Georgia-Bold']),
  stretched('VT', 600, ours.heading, 0.4326, [
    'Times New Roman Bold',
    'TimesNewRomanPS-BoldMT',
    'Liberation Serif Bold',
  ]),
  stretched('VN', 600, ours.heading, 0.512, ['Noto Serif Bold', 'NotoSerif-Bold']),
  stretched('HA', 400, ours.text, 0.4458, ['Arial', 'ArialMT', 'Liberation Sans']),
  stretched('HA', 700, ours.strong, 0.48, ['Arial Bold', 'Arial-BoldMT', 'Liberation Sans Bold']),
  stretched('HR', 400, ours.text, 0.4448, ['Roboto', 'Roboto Regular']),
  stretched('HR', 700, ours.strong, 0.4521, ['Roboto Bold', 'Roboto-Bold']),
  stretched('VD', 600, ours.heading, 0.5721, ['DejaVu Serif Bold']),
  stretched('HD', 400, ours.text, 0.506, ['DejaVu Sans']),
  stretched('HD', 700, ours.strong, 0.5738, ['DejaVu Sans Bold']),
  ':root{--heading:Vollkorn,VG,VT,VN,VD,serif;--text:Hyper,HA,HR,HD,sans-serif}',
].join('\n');
