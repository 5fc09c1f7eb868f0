import { describe, expect, test } from 'vitest';
import { dark, light, type Palette, type Token } from '#lib/ui/paper/tokens.ts';

/** WCAG 2.2 relative luminance and contrast. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(hex.slice(start, start + 2), 16) / 255;
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(palette: Palette, first: Token, second: Token): number {
  const [low = 0, high = 0] = [luminance(palette[first]), luminance(palette[second])].toSorted(
    (a, b) => a - b,
  );
  return (high + 0.05) / (low + 0.05);
}

const papers: Token[] = ['sheet', 'yellow', 'rose'];
const text: [Token, Token][] = [
  ...papers.flatMap((paper): [Token, Token][] => [
    ['ink', paper],
    ['ink2', paper],
    ['carbon', paper],
  ]),
  ['ink', 'desk'],
  ['ink2', 'desk'],
  ['carbon', 'desk'],
  ['ink', 'wash'],
  ['ink2', 'wash'],
  ['carbon', 'wash'],
  ['onCarbon', 'carbon'],
  ['ok', 'yellow'],
  ['error', 'sheet'],
  ['error', 'yellow'],
  ['error', 'rose'],
];
const controls: [Token, Token][] = [
  ['line', 'sheet'],
  ['carbon', 'wash'],
  ['yellowEdge', 'yellow'],
  ['roseEdge', 'rose'],
  ['yellowEdge', 'desk'],
  ['roseEdge', 'desk'],
  ['focus', 'ink'],
];

describe.each([
  ['light', light],
  ['dark', dark],
] as [string, Palette][])('in %s', (name, palette) => {
  test.each(text)('%s on %s can be read at arm’s length (7 : 1)', (front, back) => {
    expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(7);
  });

  test.each(controls.filter(([front]) => name === 'light' || front !== 'focus'))(
    '%s on %s can be seen (3 : 1)',
    (front, back) => {
      expect(contrast(palette, front, back)).toBeGreaterThanOrEqual(3);
    },
  );
});

test('the measure itself: black on white is 21, a colour on itself is 1', () => {
  const palette: Palette = { ...light, ink: '#000000', sheet: '#ffffff' };
  expect(contrast(palette, 'ink', 'sheet')).toBeCloseTo(21, 5);
  expect(contrast(palette, 'ink', 'ink')).toBe(1);
});
