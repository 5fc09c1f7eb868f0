export type NaiveFinding = 'too_deep' | 'duplicate_key' | 'lone_surrogate' | 'nul_character';

/**
 * A second reader of JSON, by recursive descent over the grammar of RFC 8259, that notes everything a strict
 * reader must refuse. `null`: not JSON at all.
 */
export function naiveFindings(text: string, depthMax: number): Set<NaiveFinding> | null {
  const findings = new Set<NaiveFinding>();
  let at = 0;

  const space = () => {
    while (at < text.length && ' \t\n\r'.includes(text.charAt(at))) at += 1;
  };
  const take = (token: string) => {
    if (!text.startsWith(token, at)) throw new SyntaxError();
    at += token.length;
  };
  const match = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) throw new SyntaxError();
    at = pattern.lastIndex;
    return found[0];
  };
  const string = (): string => {
    // oxlint-disable-next-line no-control-regex -- the grammar excludes exactly these
    const quoted = match(/"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    const letters: Record<string, string> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
    const value = quoted
      .slice(1, -1)
      .replace(/\\(u....|.)/gs, (_, escape: string) =>
        escape.startsWith('u')
          ? String.fromCharCode(Number.parseInt(escape.slice(1), 16))
          : (letters[escape] ?? escape),
      );
    if (value.includes('\0')) findings.add('nul_character');
    // A raw half that an escape completes is still no text that UTF-8 can carry.
    if (!quoted.isWellFormed() || !value.isWellFormed()) findings.add('lone_surrogate');
    return value;
  };
  const members = (close: string, one: () => void) => {
    space();
    if (text.charAt(at) === close) return take(close);
    for (;;) {
      one();
      space();
      if (text.charAt(at) === close) return take(close);
      take(',');
    }
  };
  const value = (depth: number): void => {
    space();
    const first = text.charAt(at);
    if ((first === '{' || first === '[') && depth >= depthMax) findings.add('too_deep');
    if (first === '{') {
      take('{');
      const seen = new Set<string>();
      members('}', () => {
        space();
        const key = string();
        if (seen.has(key)) findings.add('duplicate_key');
        seen.add(key);
        space();
        take(':');
        value(depth + 1);
      });
    } else if (first === '[') {
      take('[');
      members(']', () => value(depth + 1));
    } else if (first === '"') {
      string();
    } else {
      match(/true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
    }
  };

  try {
    value(0);
    space();
    if (at !== text.length) return null;
  } catch {
    return null;
  }
  return findings;
}
