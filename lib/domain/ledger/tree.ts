import { sha256 } from '#lib/domain/canonical/hash.ts';
import { invariant } from '#lib/domain/invariant.ts';

/** Root of a log without entries: the hash of nothing (RFC 9162, 2.1.1). */
export const EMPTY_ROOT: Buffer = sha256('');

/**
 * The right edge of the log: `size` leaves, and the roots of the complete subtrees they fall into, left to
 * right, one 32-byte hash for each bit set in `size`. It is all that is needed to append.
 */
export type Frontier = { readonly size: number; readonly frontier: readonly Buffer[] };

/** A complete subtree of 2^level leaves, the `index`-th of its level counted from 0. */
export type SubtreeAt = { readonly level: number; readonly index: number };
export type Subtree = SubtreeAt & { readonly hash: Buffer };

export type Appended = {
  readonly size: number;
  readonly frontier: Buffer[];
  /** Subtrees this leaf completed, level 1 and up, lowest first. Level 0 is the leaf itself. */
  readonly nodes: Subtree[];
  readonly root: Buffer;
};

// The prefixes keep a leaf from being passed off as an inner node (RFC 9162, 2.1.1).
const LEAF_PREFIX = Uint8Array.of(0x00);
const NODE_PREFIX = Uint8Array.of(0x01);

export function leafHash(leaf: Uint8Array | string): Buffer {
  const bytes = typeof leaf === 'string' ? Buffer.from(leaf) : leaf;
  return sha256(Buffer.concat([LEAF_PREFIX, bytes]));
}

export function nodeHash(left: Buffer, right: Buffer): Buffer {
  invariant(left.length === 32 && right.length === 32, 'a tree hash has 32 bytes');
  return sha256(Buffer.concat([NODE_PREFIX, left, right]));
}

/**
 * Appends one leaf hash and says which subtrees became complete. Like a binary counter: every trailing one
 * of `size` is a peak that now has its right half.
 */
export function appendLeaf(edge: Frontier, leaf: Buffer): Appended {
  invariant(isSize(edge.size) && isSize(edge.size + 1), 'log size is out of range');
  invariant(edge.frontier.length === onesIn(edge.size), 'log head and frontier disagree');

  const frontier = [...edge.frontier];
  const nodes: Subtree[] = [];
  let hash = leaf;
  let index = edge.size;
  for (let level = 1; index % 2 === 1; level += 1) {
    const left = frontier.pop();
    invariant(left, 'log head and frontier disagree');
    hash = nodeHash(left, hash);
    index = (index - 1) / 2;
    nodes.push({ level, index, hash });
  }
  frontier.push(hash);
  return { size: edge.size + 1, frontier, nodes, root: rootOf(frontier) };
}

/** Folds complete subtrees, left to right and falling in size, into the one hash above them. */
export function rootOf(frontier: readonly Buffer[]): Buffer {
  const last = frontier.at(-1);
  if (last === undefined) return EMPTY_ROOT;
  invariant(last.length === 32, 'a tree hash has 32 bytes');
  return frontier.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** Sizes are plain numbers up to 2^53 - 1: no log of one business comes near. */
export function isSize(size: number): boolean {
  return Number.isSafeInteger(size) && size >= 0;
}

function onesIn(size: number): number {
  let ones = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) ones += rest % 2;
  return ones;
}
