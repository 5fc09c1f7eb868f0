import { createHash, createHmac, createPublicKey, verify } from 'node:crypto';

/*
 * A verifier written from docs/proof-format.md and the RFC it names, without a look at our own code: by recursion where
 * ours goes step by step, by splitting text where ours parses. It shares no line with lib/domain/ledger.
 */

export interface Shown {
  /** The log that is meant, and the keys from before. */
  origin: string;
  keys: readonly Buffer[];
  note: string;
  leaf: string;
  seq: number;
  path: readonly Buffer[];
}

const sha = (...parts: readonly Uint8Array[]): Buffer =>
  createHash('sha256').update(Buffer.concat(parts)).digest();
const node = (left: Buffer, right: Buffer): Buffer => sha(Buffer.of(1), left, right);

/** Steps 1 to 4 of "How to check one entry". */
export function holds({ origin, keys, note, leaf, seq, path }: Shown): boolean {
  const head = readNote(note, origin, keys);
  if (head === null || seq >= head.size) return false;
  const root = rootFrom(sha(Buffer.of(0), Buffer.from(leaf, 'utf8')), seq, head.size, [...path]);
  if (root === null || !root.equals(head.root)) return false;
  const read = JSON.parse(leaf) as { business: string; seq: number };
  return read.seq === seq && origin.endsWith(`/log/${read.business}`);
}

/** Step 5. */
export function grew(
  first: { size: number; root: Buffer },
  second: { size: number; root: Buffer },
  path: readonly Buffer[],
): boolean {
  if (first.size > second.size) return false;
  if (first.size === 0 || first.size === second.size)
    return path.length === 0 && first.root.equals(first.size === 0 ? sha() : second.root);
  const rest = [...path];
  const both = subproof(first.size, second.size, true, rest, first.root);
  return both !== null && rest.length === 0 && both.old.equals(first.root) && both.now.equals(second.root);
}

export function commitment(salt: Buffer, json: string): string {
  return `hmac-sha256:${createHmac('sha256', salt).update(json).digest('hex')}`;
}

function readNote(
  note: string,
  origin: string,
  keys: readonly Buffer[],
): { size: number; root: Buffer } | null {
  const [text = '', lines, ...more] = note.split('\n\n');
  if (lines === undefined || more.length > 0 || !lines.endsWith('\n')) return null;
  const [name, size = '', root = '', ...extension] = text.split('\n');
  if (name !== origin || extension.length > 0 || String(Number(size)) !== size) return null;
  const rootBytes = Buffer.from(root, 'base64');
  if (rootBytes.toString('base64') !== root || rootBytes.length !== 32) return null;
  let good = 0;
  for (const line of lines.slice(0, -1).split('\n')) {
    const match = /^— ([^ +]+) ([A-Za-z0-9+/]+={0,2})$/u.exec(line);
    const blob = Buffer.from(match?.[2] ?? '', 'base64');
    if (!match || blob.toString('base64') !== match[2] || blob.length < 5) return null;
    for (const key of keys) {
      const id = sha(Buffer.from(`${origin}\n`), Buffer.of(1), key).subarray(0, 4);
      if (match[1] !== origin || !blob.subarray(0, 4).equals(id)) continue;
      // The SPKI frame of RFC 8410 around the 32 bytes.
      const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key]);
      const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
      if (!verify(null, Buffer.from(`${text}\n`), publicKey, blob.subarray(4))) return null;
      good += 1;
    }
  }
  return good > 0 ? { size: Number(size), root: rootBytes } : null;
}

/** PATH read backwards: the last hash of the list stands highest. */
function rootFrom(leaf: Buffer, index: number, size: number, path: Buffer[]): Buffer | null {
  if (size === 1) return path.length === 0 ? leaf : null;
  const top = path.pop();
  if (top === undefined) return null;
  const left = split(size);
  const under =
    index < left ? rootFrom(leaf, index, left, path) : rootFrom(leaf, index - left, size - left, path);
  if (under === null) return null;
  return index < left ? node(under, top) : node(top, under);
}

/** SUBPROOF read backwards; gives the root of the old part and of the whole. */
function subproof(
  old: number,
  size: number,
  whole: boolean,
  path: Buffer[],
  oldRoot: Buffer,
): { old: Buffer; now: Buffer } | null {
  if (old === size) {
    const hash = whole ? oldRoot : path.pop();
    return hash === undefined ? null : { old: hash, now: hash };
  }
  const left = split(size);
  const top = path.pop();
  if (top === undefined) return null;
  if (old <= left) {
    const under = subproof(old, left, whole, path, oldRoot);
    return under && { old: under.old, now: node(under.now, top) };
  }
  const under = subproof(old - left, size - left, false, path, oldRoot);
  return under && { old: node(top, under.old), now: node(top, under.now) };
}

function split(size: number): number {
  return 2 ** Math.ceil(Math.log2(size) - 1);
}
