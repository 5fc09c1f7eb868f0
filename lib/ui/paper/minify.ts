/** Takes comments and needless white space out of our own style sheets; no general minifier. */
export function minify(source: string): string {
  return source
    .replaceAll(/\/\*.*?\*\//gsu, '')
    .replaceAll(/\s+/gu, ' ')
    .replaceAll(/ ?([{};,]) ?/gu, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
}
