import { invariant } from '#lib/domain/invariant.ts';
import { isSize, nodeHash, rootOf, type SubtreeAt } from './tree.ts';

/** Reads a stored subtree. Level 0 is the leaf hash of the event with that index. */
export type ReadSubtree = (level: number, index: number) => Buffer;

export type InclusionClaim = {
  readonly leafHash: Buffer;
  readonly index: number;
  readonly size: number;
  readonly proof: readonly Buffer[];
  readonly root: Buffer;
};

/**
 * Which stored subtrees prove that leaf `index` stands in the log of `size` leaves (RFC 9162, 2.1.3.1), one
 * entry for each proof hash, innermost first. An entry of several subtrees is their fold (`rootOf`): the
 * right edge of the log is not complete and so not stored. Flat, the list is what one statement has to read.
 */
export function inclusionCoordinates(index: number, size: number): SubtreeAt[][] {
  invariant(isSize(size) && isSize(index) && index < size, 'leaf index outside the log');

  const outermostFirst: SubtreeAt[][] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + largestPowerBelow(end - start);
    if (index < middle) {
      outermostFirst.push(completeSubtrees(middle, end));
      end = middle;
    } else {
      outermostFirst.push(completeSubtrees(start, middle));
      start = middle;
    }
  }
  return outermostFirst.reverse();
}

export function buildInclusionProof(index: number, size: number, read: ReadSubtree): Buffer[] {
  return inclusionCoordinates(index, size).map((subtrees) => fold(subtrees, read));
}

/** Verifies as RFC 9162, 2.1.3.2 says, step by step, so that the two can be laid side by side. */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionClaim): boolean {
  if (!isSize(size) || !isSize(index) || index >= size) return false;
  if (![leafHash, root, ...proof].every(isHash)) return false;

  let fn = index;
  let sn = size - 1;
  let r = leafHash;
  for (const p of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      r = nodeHash(p, r);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      r = nodeHash(r, p);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && r.equals(root);
}

/** The complete subtrees that tile the leaves from `start` up to `end`, left to right. */
export function completeSubtrees(start: number, end: number): SubtreeAt[] {
  const tiles: SubtreeAt[] = [];
  for (let at = start; at < end;) {
    const level = Math.floor(Math.log2(end - at));
    const width = 2 ** level;
    invariant(at % width === 0, 'range of leaves is not aligned');
    tiles.push({ level, index: at / width });
    at += width;
  }
  return tiles;
}

export function fold(subtrees: readonly SubtreeAt[], read: ReadSubtree): Buffer {
  return rootOf(subtrees.map(({ level, index }) => read(level, index)));
}

/** The largest power of two that is smaller than `size`, for sizes above 1 (k in RFC 9162, 2.1.1). */
export function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

// Shifts are written as division: JavaScript's `>>` cuts to 32 bits.
export function half(value: number): number {
  return Math.floor(value / 2);
}

export function isOdd(value: number): boolean {
  return value % 2 === 1;
}

export function isHash(value: Buffer): boolean {
  return value.length === 32;
}
