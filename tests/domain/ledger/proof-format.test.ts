import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ledgerReads, logKeysExample } from '#app/api/_machine/openapi-ledger.ts';
import { verifyNote } from '#lib/domain/ledger/checkpoint.ts';
import { buildConsistencyProof, verifyConsistency } from '#lib/domain/ledger/consistency.ts';
import { buildInclusionProof, verifyInclusion } from '#lib/domain/ledger/proof.ts';
import { leafHash } from '#lib/domain/ledger/tree.ts';
import { cases } from '#tests/support/dose.ts';
import { naiveRoot } from './naive-log.ts';
import { commitment, grew, holds, type Shown } from './second-verifier.ts';
import { storedLog } from './stored-log.ts';
import { phone, salt, workedExample } from './worked-example.ts';

const page = readFileSync(new URL('../../../docs/proof-format.md', import.meta.url), 'utf8');
const example = workedExample();
const shown: Shown = {
  origin: example.origin,
  keys: [example.publicKey],
  note: example.note,
  leaf: example.leaves[2] ?? '',
  seq: 2,
  path: example.inclusion,
};

describe('docs/proof-format.md', () => {
  test('has the numbers that the code computes', () => {
    const hex = (hash: Buffer): string => `\`${hash.toString('hex')}\``;
    for (const text of [
      ...example.leaves,
      ...example.hashes.map(hex),
      hex(example.node01),
      hex(example.root),
      hex(example.publicKey),
      hex(example.keyId),
      `\`${example.verifierKey}\``,
      `\n\`\`\`\n${example.note}\`\`\`\n`,
      example.commitment,
    ])
      expect(page).toContain(text);
  });

  test('and what a program written from it says about them is yes', () => {
    expect(holds(shown)).toBe(true);
    expect(
      grew({ size: 2, root: example.earlier }, { size: 3, root: example.root }, example.consistency),
    ).toBe(true);
    expect(commitment(salt, JSON.stringify(phone))).toBe(example.commitment);
  });

  test('the API’s description shows the same example', () => {
    const base64 = (hash: Buffer | undefined): string | undefined => hash?.toString('base64');
    const { origin, note } = example;
    expect(ledgerReads.checkpoint.example).toMatchObject({
      origin,
      size: 3,
      root: base64(example.root),
      note,
    });
    expect(ledgerReads.inclusion.example).toEqual({
      seq: 2,
      size: 3,
      leaf: example.leaves[2],
      leaf_hash: base64(example.hashes[2]),
      path: example.inclusion.map(base64),
      root: base64(example.root),
      note,
    });
    expect(ledgerReads.consistency.example).toEqual({
      from: 2,
      to: 3,
      from_root: base64(example.earlier),
      to_root: base64(example.root),
      path: example.consistency.map(base64),
    });
    expect(logKeysExample.keys.map((k) => k.public_key)).toEqual([base64(example.publicKey)]);
  });
});

describe('the verifier is not fooled, and a second one agrees', () => {
  test('any single bit of note, entry or proof changed: both say no', () => {
    const [sibling = Buffer.alloc(32)] = example.inclusion;
    const flip = (bytes: Buffer, bit: number): Buffer => {
      const changed = Buffer.from(bytes);
      const at = Math.floor(bit / 8) % bytes.length;
      changed.writeUInt8(changed.readUInt8(at) ^ (1 << (bit % 8)), at);
      return changed;
    };
    const part = fc.constantFrom('note', 'leaf', 'path', 'seq');
    fc.assert(
      fc.property(part, fc.nat(100_000), (which, bit) => {
        const bent: Shown = {
          ...shown,
          ...(which === 'note' ? { note: flip(Buffer.from(shown.note), bit).toString('utf8') } : {}),
          ...(which === 'leaf' ? { leaf: flip(Buffer.from(shown.leaf), bit).toString('utf8') } : {}),
          ...(which === 'path' ? { path: [flip(sibling, bit)] } : {}),
          ...(which === 'seq' ? { seq: shown.seq ^ (1 << (bit % 20)) } : {}),
        };
        expect(holds(bent)).toBe(false);
        expect(ours(bent)).toBe(false);
      }),
      { numRuns: cases({ short: 1_000, long: 10_000 }) },
    );
  });

  test('on random logs both say yes to honest proofs, and the same to bent ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.nat(), fc.nat(), fc.nat(40), (size, a, b, drop) => {
        const hashes = Array.from({ length: size }, (_, i) => leafHash(`entry ${String(i)}`));
        const { read } = storedLog(hashes);
        const from = a % (size + 1);
        const [first, second] = [
          { size: from, root: naiveRoot(hashes.slice(0, from)) },
          { size, root: naiveRoot(hashes) },
        ];
        const path = buildConsistencyProof(from, size, read);
        const bent = path.filter((_, i) => i !== drop);
        for (const proof of [path, bent]) {
          const claim = {
            firstSize: from,
            firstRoot: first.root,
            secondSize: size,
            secondRoot: second.root,
            proof,
          };
          expect(grew(first, second, proof)).toBe(verifyConsistency(claim));
        }
        expect(grew(first, second, path)).toBe(true);
        const index = b % size;
        const inclusion = buildInclusionProof(index, size, read);
        const leaf = hashes[index] ?? Buffer.alloc(0);
        expect(verifyInclusion({ leafHash: leaf, index, size, proof: inclusion, root: second.root })).toBe(
          true,
        );
      }),
      { numRuns: cases({ short: 200, long: 2_000 }) },
    );
  });
});

/** Our own verifier, asked the same. */
function ours({ origin, keys, note, leaf, seq, path }: Shown): boolean {
  const head = verifyNote(note, { origin, publicKeys: keys });
  if (head === null) return false;
  return verifyInclusion({
    leafHash: leafHash(leaf),
    index: seq,
    size: head.size,
    proof: path,
    root: head.root,
  });
}
