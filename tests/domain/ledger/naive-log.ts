import { createHash } from 'node:crypto';

// The log as RFC 9162 defines it, by recursion over all leaves, written without a look at our own code.

export function naiveLeafHash(leaf: Uint8Array): Buffer {
  return createHash('sha256')
    .update(Buffer.from([0]))
    .update(leaf)
    .digest();
}

/** MTH(D_n) over leaf hashes, RFC 9162, 2.1.1. */
export function naiveRoot(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes;
  if (only === undefined) return createHash('sha256').digest();
  if (hashes.length === 1) return only;
  const k = split(hashes.length);
  return createHash('sha256')
    .update(Buffer.from([1]))
    .update(naiveRoot(hashes.slice(0, k)))
    .update(naiveRoot(hashes.slice(k)))
    .digest();
}

/** PATH(m, D_n), RFC 9162, 2.1.3.1. */
export function naivePath(m: number, hashes: readonly Buffer[]): Buffer[] {
  if (hashes.length === 1) return [];
  const k = split(hashes.length);
  return m < k
    ? [...naivePath(m, hashes.slice(0, k)), naiveRoot(hashes.slice(k))]
    : [...naivePath(m - k, hashes.slice(k)), naiveRoot(hashes.slice(0, k))];
}

/** SUBPROOF(m, D_n, b), RFC 9162, 2.1.4.1. */
export function naiveSubproof(m: number, hashes: readonly Buffer[], b: boolean): Buffer[] {
  if (m === hashes.length) return b ? [] : [naiveRoot(hashes)];
  const k = split(hashes.length);
  return m <= k
    ? [...naiveSubproof(m, hashes.slice(0, k), b), naiveRoot(hashes.slice(k))]
    : [...naiveSubproof(m - k, hashes.slice(k), false), naiveRoot(hashes.slice(0, k))];
}

function split(n: number): number {
  let k = 1;
  while (k + k < n) k += k;
  return k;
}

/** Leaf hashes of the leaves „0“, „1“, … */
export function someLeafHashes(size: number): Buffer[] {
  return Array.from({ length: size }, (_, index) => naiveLeafHash(Buffer.from(String(index))));
}
