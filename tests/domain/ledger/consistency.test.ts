import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import {
  buildConsistencyProof,
  consistencyCoordinates,
  verifyConsistency,
} from '#lib/domain/ledger/consistency.ts';
import { EMPTY_ROOT, nodeHash } from '#lib/domain/ledger/tree.ts';
import { naiveRoot, naiveSubproof, someLeafHashes } from './naive-log.ts';
import { storedLog } from './stored-log.ts';

const leaves = someLeafHashes(3_000);
const whole = storedLog(leaves);
const rootAt = (size: number): Buffer => naiveRoot(leaves.slice(0, size));

function claimOf(firstSize: number, secondSize: number) {
  return {
    firstSize,
    firstRoot: rootAt(firstSize),
    secondSize,
    secondRoot: rootAt(secondSize),
    proof: buildConsistencyProof(firstSize, secondSize, whole.read),
  };
}

const growth = fc
  .integer({ min: 2, max: 3_000 })
  .chain((second) =>
    fc.record({ second: fc.constant(second), first: fc.integer({ min: 1, max: second - 1 }) }),
  );

describe('consistency', () => {
  test('for every pair of sizes up to 65 the proof is the defined one and verifies', () => {
    for (let second = 1; second <= 65; second += 1) {
      for (let first = 1; first <= second; first += 1) {
        const claim = claimOf(first, second);
        expect(claim.proof).toEqual(naiveSubproof(first, leaves.slice(0, second), true));
        expect(verifyConsistency(claim)).toBe(true);
      }
    }
  });

  test('a log that rewrote its past has no proof, at random sizes up to 3,000', () => {
    fc.assert(
      fc.property(growth, ({ first, second }) => {
        const claim = claimOf(first, second);
        expect(verifyConsistency(claim)).toBe(true);
        const rewritten = [...leaves.slice(0, first - 1), ...someLeafHashes(first + 1).slice(-1)];
        expect(verifyConsistency({ ...claim, firstRoot: naiveRoot(rewritten) })).toBe(false);
        expect(verifyConsistency({ ...claim, secondRoot: rootAt(second - 1) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(1) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: claim.proof.slice(0, -1) })).toBe(false);
        expect(verifyConsistency({ ...claim, proof: [...claim.proof, EMPTY_ROOT] })).toBe(false);
        for (let at = 0; at < claim.proof.length; at += 1) {
          const proof = claim.proof.map((hash, place) => (place === at ? EMPTY_ROOT : hash));
          expect(verifyConsistency({ ...claim, proof })).toBe(false);
        }
      }),
      { numRuns: 25 },
    );
  });

  test('a path longer than the tree is tall is refused, although it hashes to both roots', () => {
    const claim = claimOf(3, 7);
    const above = (root: Buffer) => nodeHash(EMPTY_ROOT, root);
    const longer = {
      ...claim,
      firstRoot: above(claim.firstRoot),
      secondRoot: above(claim.secondRoot),
      proof: [...claim.proof, EMPTY_ROOT],
    };
    expect(verifyConsistency(longer)).toBe(false);
  });

  test('where nothing was added, or nothing stood before, the proof is empty and must be', () => {
    expect(verifyConsistency(claimOf(0, 9))).toBe(true);
    expect(verifyConsistency(claimOf(9, 9))).toBe(true);
    expect(verifyConsistency({ ...claimOf(0, 9), firstRoot: rootAt(1) })).toBe(false);
    expect(verifyConsistency({ ...claimOf(9, 9), secondRoot: rootAt(8) })).toBe(false);
    expect(verifyConsistency({ ...claimOf(9, 9), proof: [EMPTY_ROOT] })).toBe(false);
    expect(verifyConsistency({ ...claimOf(4, 9), proof: [] })).toBe(false);
  });

  test('a log that shrank is refused by the reader and a defect in the writer', () => {
    const claim = claimOf(4, 9);
    expect(verifyConsistency({ ...claim, firstSize: 10 })).toBe(false);
    expect(verifyConsistency({ ...claim, firstSize: -1 })).toBe(false);
    expect(() => consistencyCoordinates(9, 4)).toThrow(InvariantBroken);
  });
});
