import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { buildInclusionProof, inclusionCoordinates, verifyInclusion } from '#lib/domain/ledger/proof.ts';
import { nodeHash } from '#lib/domain/ledger/tree.ts';
import { naivePath, naiveRoot, someLeafHashes } from './naive-log.ts';
import { storedLog } from './stored-log.ts';

const leaves = someLeafHashes(5_000);
const whole = storedLog(leaves);
const leafAt = (index: number): Buffer => whole.read(0, index);

/** An honest claim for leaf `index` of the first `size` leaves, read from a log that has grown since. */
function claimOf(index: number, size: number) {
  return {
    leafHash: leafAt(index),
    index,
    size,
    proof: buildInclusionProof(index, size, whole.read),
    root: naiveRoot(leaves.slice(0, size)),
  };
}

const position = fc
  .integer({ min: 1, max: 5_000 })
  .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));

describe('inclusion', () => {
  test('for every leaf of every size up to 65 the proof is the defined one and verifies', () => {
    for (let size = 1; size <= 65; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size);
        expect(claim.proof).toEqual(naivePath(index, leaves.slice(0, size)));
        expect(verifyInclusion(claim)).toBe(true);
      }
    }
  });

  test('for every pair up to 33 a proof serves its own index, size, leaf and root only', () => {
    for (let size = 1; size <= 33; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const claim = claimOf(index, size);
        for (let other = 0; other <= size + 1; other += 1) {
          if (other !== index) expect(verifyInclusion({ ...claim, index: other })).toBe(false);
        }
        // The size alone is not bound by a path (RFC 9162): it is the root, signed with its size, that binds it.
        expect(verifyInclusion({ ...claim, root: naiveRoot(leaves.slice(0, size + 1)) })).toBe(false);
        expect(verifyInclusion({ ...claim, leafHash: leafAt(size) })).toBe(false);
      }
    }
  });

  test('at random places up to 5,000 a proof verifies, and with any one bit changed it does not', () => {
    fc.assert(
      fc.property(position, ({ index, size }) => {
        const claim = claimOf(index, size);
        expect(verifyInclusion(claim)).toBe(true);
        for (let at = 0; at < claim.proof.length; at += 1) {
          for (let bit = 0; bit < 256; bit += 1) {
            const proof = claim.proof.map((hash, place) => (place === at ? flipped(hash, bit) : hash));
            if (verifyInclusion({ ...claim, proof })) expect.fail(`bit ${bit} of hash ${at} was not noticed`);
          }
        }
        for (let bit = 0; bit < 256; bit += 1) {
          expect(verifyInclusion({ ...claim, leafHash: flipped(claim.leafHash, bit) })).toBe(false);
          expect(verifyInclusion({ ...claim, root: flipped(claim.root, bit) })).toBe(false);
        }
      }),
      { numRuns: 8 },
    );
  });

  test('a proof that is cut, lengthened or reordered is refused', () => {
    fc.assert(
      fc.property(position, ({ index, size }) => {
        const claim = claimOf(index, size);
        const { proof } = claim;
        expect(verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
        if (proof.length === 0) return;
        expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
        if (proof.length > 1) expect(verifyInclusion({ ...claim, proof: proof.toReversed() })).toBe(false);
      }),
      { numRuns: 25 },
    );
  });

  test('an inner node cannot pass for a leaf', () => {
    const forged = nodeHash(leafAt(0), leafAt(1));
    const root = naiveRoot(leaves.slice(0, 4));
    const proof = [nodeHash(leafAt(2), leafAt(3))];
    // As a "leaf" of a log of two it would verify by arithmetic; the size that was signed with the root is four.
    expect(verifyInclusion({ leafHash: forged, index: 0, size: 4, proof, root })).toBe(false);
  });

  test('a path longer than the tree is tall is refused, although it hashes to the root', () => {
    const root = nodeHash(leafAt(0), leafAt(1));
    expect(verifyInclusion({ leafHash: leafAt(1), index: 1, size: 2, proof: [leafAt(0)], root })).toBe(true);
    // Else the second leaf of two could be shown as the only one.
    expect(verifyInclusion({ leafHash: leafAt(1), index: 0, size: 1, proof: [leafAt(0)], root })).toBe(false);
  });

  test('verification stays exact for logs beyond 32 bits', () => {
    const size = 2 ** 41 + 5;
    for (const index of [0, 2 ** 32 - 1, 2 ** 32, 2 ** 40 + 1, 2 ** 41 + 4]) {
      const proof = leaves.slice(0, inclusionCoordinates(index, size).length);
      const root = rootAbove(BigInt(index), BigInt(size), leafAt(99), proof);
      const claim = { leafHash: leafAt(99), index, size, proof, root };
      expect(verifyInclusion(claim)).toBe(true);
      expect(verifyInclusion({ ...claim, index: index === 0 ? 2 ** 32 : index - 1 })).toBe(false);
    }
  });

  test('nonsense is refused, not thrown: sizes, indices, hashes of another length', () => {
    const claim = claimOf(3, 7);
    for (const size of [0, -1, 1.5, Number.NaN, 2 ** 53])
      expect(verifyInclusion({ ...claim, size })).toBe(false);
    for (const index of [-1, 0.5, 7, Number.NaN]) expect(verifyInclusion({ ...claim, index })).toBe(false);
    expect(verifyInclusion({ ...claim, leafHash: Buffer.alloc(0) })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: [Buffer.alloc(31), ...claim.proof.slice(1)] })).toBe(false);
  });

  test('a proof reads only complete subtrees, and few: less than twice the height of the tree', () => {
    fc.assert(
      fc.property(position, ({ index, size }) => {
        const reads = inclusionCoordinates(index, size).flat();
        expect(reads.every((at) => (at.index + 1) * 2 ** at.level <= size)).toBe(true);
        expect(reads.length).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size + 1)));
      }),
    );
  });

  test('coordinates stay exact for logs beyond 32 bits', () => {
    const size = 2 ** 41 + 5;
    const path = inclusionCoordinates(2 ** 40 + 1, size);
    expect(path).toHaveLength(42);
    expect(path[0]).toEqual([{ level: 0, index: 2 ** 40 }]);
    expect(path.at(-1)).toEqual([
      { level: 2, index: 2 ** 39 },
      { level: 0, index: 2 ** 41 + 4 },
    ]);
  });

  test('asking for a leaf outside the log is a defect', () => {
    expect(() => inclusionCoordinates(0, 0)).toThrow(InvariantBroken);
    expect(() => inclusionCoordinates(5, 5)).toThrow(InvariantBroken);
    expect(() => inclusionCoordinates(-1, 5)).toThrow(InvariantBroken);
  });
});

/** The root that a path leads to by the definition, top down, in numbers of any size. */
function rootAbove(index: bigint, size: bigint, leaf: Buffer, path: readonly Buffer[]): Buffer {
  const outermost = path.at(-1);
  if (size === 1n || outermost === undefined) return leaf;
  let k = 1n;
  while (k * 2n < size) k *= 2n;
  const rest = path.slice(0, -1);
  return index < k
    ? nodeHash(rootAbove(index, k, leaf, rest), outermost)
    : nodeHash(outermost, rootAbove(index - k, size - k, leaf, rest));
}

function flipped(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
}
