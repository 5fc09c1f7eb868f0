export type StrictJson =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: StrictJsonProblem };

export type StrictJsonProblem =
  | 'not_json'
  | 'too_deep'
  | 'duplicate_key'
  | 'lone_surrogate'
  | 'nul_character';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;

/**
 * JSON as two readers must agree on it: what `JSON.parse` accepts, less duplicate keys (which one counts
 * differs by reader, so an approved body could mean something else further on), less nesting beyond
 * `depthMax` (`{}` is 1), less strings PostgreSQL cannot hold (NUL, lone surrogates).
 */
export function parseStrictJson(text: string, limits: { readonly depthMax: number }): StrictJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { ok: false, problem: 'not_json' };
  }
  if (!text.isWellFormed()) return { ok: false, problem: 'lone_surrogate' };
  const problem = scan(text, limits.depthMax);
  return problem === null ? { ok: true, value } : { ok: false, problem };
}

// The text is JSON by now, so quotes and brackets are all there is to follow.
function scan(text: string, depthMax: number): StrictJsonProblem | null {
  // One entry for each open container: the keys seen in an object, null for an array.
  const open: (Keys | null)[] = [];
  let keys: Keys | null = null;
  let isKeyNext = false;

  for (let at = 0; at < text.length; at += 1) {
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = closingQuote(text, at);
        const hasEscape = end < 0;
        const stop = hasEscape ? -end : end;
        const read = hasEscape ? unescaped(text.slice(at, stop + 1)) : null;
        if (read !== null) {
          if (read.includes('\0')) return 'nul_character';
          if (!read.isWellFormed()) return 'lone_surrogate';
        }
        if (isKeyNext && keys !== null) {
          if (!keys.add(read ?? text.slice(at + 1, stop))) return 'duplicate_key';
          isKeyNext = false;
        }
        at = stop;
        break;
      }
      case OPEN_BRACE:
        keys = new Keys();
        open.push(keys);
        if (open.length > depthMax) return 'too_deep';
        isKeyNext = true;
        break;
      case OPEN_BRACKET:
        keys = null;
        open.push(null);
        if (open.length > depthMax) return 'too_deep';
        isKeyNext = false;
        break;
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
        open.pop();
        keys = open.at(-1) ?? null;
        isKeyNext = false;
        break;
      case COMMA:
        isKeyNext = keys !== null;
        break;
      default:
    }
  }
  return null;
}

/** Index of the quote that ends the string opened at `start`; negative if an escape stands in between. */
function closingQuote(text: string, start: number): number {
  let hasEscape = false;
  for (let at = start + 1; ; at += 1) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) return hasEscape ? -at : at;
    if (code === BACKSLASH) {
      hasEscape = true;
      at += 1;
    }
  }
}

function unescaped(quoted: string): string {
  const text: unknown = JSON.parse(quoted);
  return typeof text === 'string' ? text : '';
}

/** Keys of one object. A list is fastest for the few of an honest body, a set holds against the many of a bad one. */
class Keys {
  private readonly few: string[] = [];
  private many: Set<string> | null = null;

  /** False if the key was there already. */
  add(key: string): boolean {
    if (this.many !== null) {
      const before = this.many.size;
      return this.many.add(key).size > before;
    }
    if (this.few.includes(key)) return false;
    this.few.push(key);
    if (this.few.length > 16) this.many = new Set(this.few);
    return true;
  }
}
