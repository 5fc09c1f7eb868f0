/**
 * The colours of the pad. Paper colour is state (white question, yellow copy, rose withdrawn), carbon blue is
 * the only colour that acts, and nothing on the two choice buttons is green or red. Contrast is held by
 * tests/ui/contrast.test.ts: text ≥ 7, controls ≥ 3.
 */
export const light = {
  desk: '#ebe8de',
  sheet: '#ffffff',
  yellow: '#fff1b8',
  yellowEdge: '#8a6d00',
  rose: '#fbe1de',
  roseEdge: '#9c4a40',
  ink: '#17203a',
  ink2: '#434b60',
  carbon: '#2a3c9c',
  onCarbon: '#ffffff',
  wash: '#e9ecf8',
  line: '#6f768a',
  rule: '#d9d6cc',
  ok: '#155236',
  error: '#8a1e14',
  warnWash: '#ffebcc',
  focus: '#ffb81c',
} as const;

export type Token = keyof typeof light;

export const dark: Record<Token, string> = {
  desk: '#0c1020',
  sheet: '#1b2238',
  yellow: '#332c0f',
  yellowEdge: '#d9b84a',
  rose: '#42221f',
  roseEdge: '#e29a90',
  ink: '#eef0f7',
  ink2: '#bdc4d6',
  carbon: '#b1beff',
  onCarbon: '#12172a',
  wash: '#232c53',
  line: '#8189a3',
  rule: '#323b57',
  ok: '#7fd6a8',
  error: '#ffa79e',
  warnWash: '#3d2f14',
  focus: '#ffb81c',
};

export type Palette = Readonly<Record<Token, string>>;

/** The palette as custom properties: `--yellow-edge: #8a6d00;` */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(
      ([token, colour]) =>
        `--${token.replaceAll(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)}:${colour};`,
    )
    .join('');
}
