import canonicalize from 'canonicalize';
import { Invalid } from '#lib/domain/errors.ts';

/** Deeper than anything we hash; ends circles and hostile nesting with a refusal instead of a stack overflow. */
const depthMax = 64;

/**
 * RFC 8785 (JCS) with every string in Unicode NFC first, so that one text has one hash whichever keyboard
 * typed it. Takes plain data only: what JSON would silently drop or bend (undefined, NaN, dates, functions,
 * sparse arrays, lone surrogates) is refused with `Invalid`, because a hash over it would prove less than it says.
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(plain(value, 0));
  if (text === undefined) throw new Invalid('not_canonical');
  return text;
}

function plain(value: unknown, depth: number): unknown {
  switch (typeof value) {
    case 'string':
      return wellFormed(value);
    case 'boolean':
      return value;
    case 'number':
      if (!Number.isFinite(value)) throw new Invalid('not_canonical_number');
      return value;
    case 'object':
      if (value === null) return null;
      if (depth >= depthMax) throw new Invalid('not_canonical_depth');
      return Array.isArray(value) ? plainArray(value, depth) : plainObject(value, depth);
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      throw new Invalid('not_canonical_type');
  }
}

function plainArray(items: readonly unknown[], depth: number): unknown[] {
  // `Array.from` visits holes too, as undefined, which is refused; `map` would step over them.
  return Array.from(items, (item) => plain(item, depth + 1));
}

function plainObject(object: object, depth: number): Record<string, unknown> {
  const prototype: unknown = Object.getPrototypeOf(object);
  if (prototype !== Object.prototype && prototype !== null) throw new Invalid('not_canonical_type');

  // Without a prototype, so that a key called `__proto__` stays a key.
  const result = Object.create(null) as Record<string, unknown>;
  for (const [key, member] of Object.entries(object)) {
    const name = wellFormed(key);
    if (name in result) throw new Invalid('not_canonical_duplicate_key');
    result[name] = plain(member, depth + 1);
  }
  return result;
}

function wellFormed(text: string): string {
  if (!text.isWellFormed()) throw new Invalid('not_canonical_surrogate');
  return text.normalize('NFC');
}
