import { invariant } from '#lib/domain/invariant.ts';
import { completeSubtrees, fold, half, isHash, isOdd, largestPowerBelow, type ReadSubtree } from './proof.ts';
import { EMPTY_ROOT, isSize, nodeHash, type SubtreeAt } from './tree.ts';

export type ConsistencyClaim = {
  readonly firstSize: number;
  readonly firstRoot: Buffer;
  readonly secondSize: number;
  readonly secondRoot: Buffer;
  readonly proof: readonly Buffer[];
};

/**
 * Which stored subtrees prove that the log of `secondSize` leaves only added to that of `firstSize`
 * (RFC 9162, 2.1.4.1), one entry for each proof hash. Nothing to prove from or to the same size, or from 0.
 */
export function consistencyCoordinates(firstSize: number, secondSize: number): SubtreeAt[][] {
  invariant(isSize(firstSize) && isSize(secondSize) && firstSize <= secondSize, 'log sizes out of order');
  if (firstSize === 0 || firstSize === secondSize) return [];

  const outermostFirst: SubtreeAt[][] = [];
  let start = 0;
  let end = secondSize;
  // True while what is left of the old log begins at its first leaf: then its root is known to the verifier.
  let isWholeOfFirst = true;
  while (firstSize !== end) {
    const middle = start + largestPowerBelow(end - start);
    if (firstSize <= middle) {
      outermostFirst.push(completeSubtrees(middle, end));
      end = middle;
    } else {
      outermostFirst.push(completeSubtrees(start, middle));
      start = middle;
      isWholeOfFirst = false;
    }
  }
  if (!isWholeOfFirst) outermostFirst.push(completeSubtrees(start, end));
  return outermostFirst.reverse();
}

export function buildConsistencyProof(firstSize: number, secondSize: number, read: ReadSubtree): Buffer[] {
  return consistencyCoordinates(firstSize, secondSize).map((subtrees) => fold(subtrees, read));
}

/** Verifies as RFC 9162, 2.1.4.2 says; the two sizes for which it defines no proof need an empty one. */
export function verifyConsistency(claim: ConsistencyClaim): boolean {
  const { firstSize, firstRoot, secondSize, secondRoot, proof } = claim;
  if (!isSize(firstSize) || !isSize(secondSize) || firstSize > secondSize) return false;
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (firstSize === secondSize) return proof.length === 0 && firstRoot.equals(secondRoot);
  if (firstSize === 0) return proof.length === 0 && firstRoot.equals(EMPTY_ROOT);
  if (proof.length === 0) return false;

  const path = isPowerOfTwo(firstSize) ? [firstRoot, ...proof] : proof;
  let fn = firstSize - 1;
  let sn = secondSize - 1;
  while (isOdd(fn)) {
    fn = half(fn);
    sn = half(sn);
  }
  const [seed, ...rest] = path;
  if (seed === undefined) return false;
  let fr = seed;
  let sr = seed;
  for (const c of rest) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      fr = nodeHash(c, fr);
      sr = nodeHash(c, sr);
      while (!isOdd(fn) && fn !== 0) {
        fn = half(fn);
        sn = half(sn);
      }
    } else {
      sr = nodeHash(sr, c);
    }
    fn = half(fn);
    sn = half(sn);
  }
  return sn === 0 && fr.equals(firstRoot) && sr.equals(secondRoot);
}

function isPowerOfTwo(size: number): boolean {
  return 2 ** Math.floor(Math.log2(size)) === size;
}
