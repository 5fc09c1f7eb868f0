// Written by scripts/subset-fonts.mjs.
export const fontFiles = {
  heading: '/fonts/vollkorn-600.df0f773ade.woff2',
  text: '/fonts/hyperlegible-400.026ce9032f.woff2',
  strong: '/fonts/hyperlegible-700.ebe81c57ed.woff2',
} as const;
