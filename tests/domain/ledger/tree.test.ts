import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { InvariantBroken } from '#lib/domain/invariant.ts';
import { appendLeaf, EMPTY_ROOT, leafHash, rootOf } from '#lib/domain/ledger/tree.ts';
import { naiveLeafHash, naiveRoot, someLeafHashes } from './naive-log.ts';
import { storedLog } from './stored-log.ts';

// The eight leaves that test suites of transparency logs share, and the roots over the first 0 to 8 of them.
const sharedLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const sharedRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the tree', () => {
  test('gives the published roots of the shared leaves', () => {
    const leaves = sharedLeaves.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    const roots = sharedRoots.map((_, size) => storedLog(leaves.slice(0, size)).root.toString('hex'));
    expect(roots).toEqual(sharedRoots);
  });

  test('a leaf is hashed with prefix 0, as bytes or as UTF-8 text', () => {
    expect(leafHash('grün')).toEqual(naiveLeafHash(Buffer.from('grün')));
    expect(leafHash(Buffer.from('grün'))).toEqual(naiveLeafHash(Buffer.from('grün')));
  });

  test('every size from 0 to 65 has the root that the definition gives', () => {
    for (let size = 0; size <= 65; size += 1) {
      const leaves = someLeafHashes(size);
      expect(storedLog(leaves).root).toEqual(naiveRoot(leaves));
    }
  });

  test('appending one by one equals computing anew, up to 5,000 leaves', () => {
    const leaves = someLeafHashes(5_000);
    fc.assert(
      fc.property(fc.integer({ min: 66, max: 5_000 }), (size) => {
        const log = storedLog(leaves.slice(0, size));
        expect(log.root).toEqual(naiveRoot(leaves.slice(0, size)));
        expect(log.frontier).toHaveLength(size.toString(2).replaceAll('0', '').length);
      }),
      { numRuns: 12 },
    );
  });

  test.each([1, 2, 3, 4, 7, 8, 9, 15, 16, 17, 1023, 1024, 1025])(
    'of %d leaves exactly the complete subtrees are stored, each the root of its own leaves',
    (size) => {
      const leaves = someLeafHashes(size);
      const log = storedLog(leaves);
      for (let level = 0; 2 ** level <= size; level += 1) {
        const width = 2 ** level;
        const count = Math.floor(size / width);
        for (let index = 0; index < count; index += 1) {
          expect(log.read(level, index)).toEqual(naiveRoot(leaves.slice(index * width, (index + 1) * width)));
        }
        expect(() => log.read(level, count)).toThrow('not stored');
      }
    },
  );

  test('nothing is changed in the frontier that was handed in', () => {
    const [first, second] = someLeafHashes(2);
    const frontier = first === undefined ? [] : [first];
    const kept = [...frontier];
    if (second !== undefined) appendLeaf({ size: 1, frontier }, second);
    expect(frontier).toEqual(kept);
  });

  test('positions beyond 32 bits stay exact', () => {
    const peaks = someLeafHashes(2);
    // 2^40 + 1 leaves: two peaks; the next leaf completes a pair at position 2^39.
    const next = appendLeaf({ size: 2 ** 40 + 1, frontier: peaks }, leafHash('x'));
    expect(next.nodes.map(({ level, index }) => ({ level, index }))).toEqual([{ level: 1, index: 2 ** 39 }]);
    expect(next.size).toBe(2 ** 40 + 2);
  });

  test('a head that disagrees with its frontier is a defect, not a root', () => {
    const [leaf = EMPTY_ROOT] = someLeafHashes(1);
    expect(() => appendLeaf({ size: 3, frontier: [leaf] }, leaf)).toThrow(InvariantBroken);
    expect(() => appendLeaf({ size: 0, frontier: [leaf] }, leaf)).toThrow(InvariantBroken);
    expect(() => appendLeaf({ size: -1, frontier: [] }, leaf)).toThrow(InvariantBroken);
    expect(() => appendLeaf({ size: 0.5, frontier: [] }, leaf)).toThrow(InvariantBroken);
    expect(() => appendLeaf({ size: Number.MAX_SAFE_INTEGER, frontier: [] }, leaf)).toThrow(InvariantBroken);
    expect(() => appendLeaf({ size: 0, frontier: [] }, Buffer.alloc(31))).toThrow(InvariantBroken);
    expect(() => rootOf([leaf, Buffer.alloc(33)])).toThrow(InvariantBroken);
  });
});
