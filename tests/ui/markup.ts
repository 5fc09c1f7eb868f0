/** Just enough reading of our own markup: React escapes every `<`, `>` and quote, so tags can be told by sight. */
export type Tag = { name: string; attributes: ReadonlyMap<string, string>; source: string };

export function withoutStyle(html: string): string {
  return html.replaceAll(/<style>.*?<\/style>/gsu, '');
}

export function tags(html: string, name?: string): Tag[] {
  return [...withoutStyle(html).matchAll(/<([a-z][a-z0-9]*)((?:\s[^>]*?)?)\/?>/gu)]
    .map(([source, tag = '', rest = '']) => ({ name: tag, attributes: attributesOf(rest), source }))
    .filter((tag) => name === undefined || tag.name === name);
}

function attributesOf(rest: string): ReadonlyMap<string, string> {
  // React writes some names in camel case (`formNoValidate`); HTML does not mind.
  return new Map(
    [...rest.matchAll(/([a-zA-Z-]+)(?:="([^"]*)")?/gu)].map(([, key = '', value = '']) => [
      key.toLowerCase(),
      value,
    ]),
  );
}

/** What a person reads, tags taken out. */
export function visibleText(html: string): string {
  return withoutStyle(html)
    .replaceAll(/<head>.*?<\/head>/gsu, '')
    .replaceAll(/<[^>]+>/gu, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

export function titleOf(html: string): string {
  return /<title>(.*?)<\/title>/su.exec(html)?.[1] ?? '';
}
