import { generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BusinessId } from '#lib/domain/ids.ts';
import { verifyEd25519 } from '#lib/domain/canonical/hash.ts';
import {
  checkpointText,
  keyIdOf,
  noteOf,
  originOf,
  parseNote,
  signingRefusal,
  verifierKeyOf,
  verifyNote,
  type Checkpoint,
} from '#lib/domain/ledger/checkpoint.ts';
import { buildConsistencyProof } from '#lib/domain/ledger/consistency.ts';
import { appendLeaf, EMPTY_ROOT, leafHash, rootOf, type Frontier } from '#lib/domain/ledger/tree.ts';
import { cases } from '#tests/support/dose.ts';

interface Signer {
  publicKey: Buffer;
  sign: (text: string) => Buffer;
}

function aSigner(): Signer {
  const { privateKey } = generateKeyPairSync('ed25519');
  const publicKey = Buffer.from(privateKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { publicKey, sign: (text) => sign(null, Buffer.from(text), privateKey) };
}

const origin = 'jawort.example/log/0199e5a4-1c00-7000-8000-0000000000aa';
const signer = aSigner();

function signed(checkpoint: Checkpoint, by: Signer = signer, name = checkpoint.origin): string {
  const text = checkpointText(checkpoint);
  return noteOf(text, [{ name, keyId: keyIdOf(name, by.publicKey), signature: by.sign(text) }]);
}

/** A log of so many entries, with the root at every size and all complete subtrees. */
function aLog(size: number): { roots: Buffer[]; read: (level: number, index: number) => Buffer } {
  const nodes = new Map<string, Buffer>();
  const roots = [EMPTY_ROOT];
  let edge: Frontier = { size: 0, frontier: [] };
  for (let i = 0; i < size; i += 1) {
    const leaf = leafHash(`entry ${String(i)}`);
    const grown = appendLeaf(edge, leaf);
    for (const node of [{ level: 0, index: i, hash: leaf }, ...grown.nodes])
      nodes.set(`${String(node.level)}/${String(node.index)}`, node.hash);
    edge = grown;
    roots.push(grown.root);
  }
  return { roots, read: (level, index) => nodes.get(`${String(level)}/${String(index)}`) ?? Buffer.alloc(0) };
}

describe('signed notes of others', () => {
  // The example in the documentation of Go's package for signed notes.
  const peter = Buffer.from('ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW', 'base64').subarray(1);
  const text =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const line = Buffer.from(
    'x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=',
    'base64',
  );

  test('the key id of a known key is the one its owner published', () => {
    expect(verifierKeyOf('PeterNeumann', peter)).toBe(
      'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    );
    const go = Buffer.from('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'base64').subarray(1);
    expect(keyIdOf('sum.golang.org', go).toString('hex')).toBe('033de0ae');
  });

  test('a signature made by another program verifies', () => {
    expect(line.subarray(0, 4)).toEqual(keyIdOf('PeterNeumann', peter));
    expect(verifyEd25519(peter, text, line.subarray(4))).toBe(true);
    expect(verifyEd25519(peter, `${text} `, line.subarray(4))).toBe(false);
  });

  test('the example of the checkpoint specification is read', () => {
    const note =
      'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n';
    const parsed = parseNote(note);
    expect(parsed?.checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20_852_163 });
    expect(parsed?.signatures[0]?.keyId.toString('hex')).toBe('033de0ae');
    expect(noteOf(parsed?.text ?? '', parsed?.signatures ?? [])).toBe(note);
  });
});

describe('a checkpoint', () => {
  const checkpoint: Checkpoint = { origin, size: 3, root: leafHash('x') };
  const keys = { origin, publicKeys: [signer.publicKey] };

  test('is named by host and firm', () => {
    const id = '0199e5a4-1c00-7000-8000-0000000000aa' as BusinessId;
    expect(originOf('https://jawort.example', id)).toBe(origin);
    expect(originOf('http://localhost:3000', id)).toBe(`localhost:3000/log/${id}`);
  });

  test('that was signed is read as it was written, whatever its size', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const given = { origin, size, root: Buffer.from(bytes) };
        expect(verifyNote(signed(given), keys)).toEqual(given);
      }),
      { numRuns: cases({ short: 100, long: 10_000 }) },
    );
  });

  test('with any single bit changed, anywhere, is refused', () => {
    const note = Buffer.from(signed(checkpoint));
    for (let bit = 0; bit < note.length * 8; bit += 1) {
      const changed = Buffer.from(note);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(verifyNote(changed.toString('utf8'), keys), `bit ${String(bit)}`).toBeNull();
    }
  });

  test('is refused from another key, for another log, or signed under another name', () => {
    const stranger = aSigner();
    expect(verifyNote(signed(checkpoint), { origin, publicKeys: [stranger.publicKey] })).toBeNull();
    expect(verifyNote(signed(checkpoint, stranger), keys)).toBeNull();
    expect(verifyNote(signed(checkpoint), { ...keys, origin: `${origin}0` })).toBeNull();
    expect(verifyNote(signed(checkpoint, signer, 'somebody.example'), keys)).toBeNull();
    expect(verifyNote(signed(checkpoint), { origin, publicKeys: [] })).toBeNull();
  });

  test('of a retired key holds while the history knows the key', () => {
    const publicKeys = [aSigner().publicKey, signer.publicKey, aSigner().publicKey];
    expect(verifyNote(signed(checkpoint), { origin, publicKeys })).toEqual(checkpoint);
  });

  test('a witness’s signature is passed over; a wrong one of ours beside a right one spoils the note', () => {
    const text = checkpointText(checkpoint);
    const own = { name: origin, keyId: keyIdOf(origin, signer.publicKey), signature: signer.sign(text) };
    const witness = {
      name: 'witness.example',
      keyId: Buffer.from('01020304', 'hex'),
      signature: Buffer.alloc(72),
    };
    expect(verifyNote(noteOf(text, [witness, own]), keys)).toEqual(checkpoint);
    expect(verifyNote(noteOf(text, [own, { ...own, signature: Buffer.alloc(64) }]), keys)).toBeNull();
  });

  const strange: [string, (note: string) => string][] = [
    ['no text', () => ''],
    ['a line more', (n) => n.replace('\n\n', '\nextension\n\n')],
    ['a leading zero', (n) => n.replace('\n3\n', '\n03\n')],
    ['a sign', (n) => n.replace('\n3\n', '\n+3\n')],
    ['a size beyond counting', (n) => n.replace('\n3\n', '\n9007199254740993\n')],
    ['carriage returns', (n) => n.replaceAll('\n', '\r\n')],
    ['no end of line', (n) => n.slice(0, -1)],
    ['a line after the end', (n) => `${n}\n`],
    ['no signature', (n) => n.slice(0, n.indexOf('—'))],
    ['a hyphen for the dash', (n) => n.replace('—', '-')],
    ['the URL alphabet', (n) => n.replaceAll('+', '-').replaceAll('/', '_')],
    ['no padding', (n) => n.replaceAll('=', '')],
    ['a space before the name', (n) => n.replace('— ', '—  ')],
    ['half a surrogate', (n) => `\ud800${n}`],
    ['a NUL', (n) => n.replace('/log/', '/log\0/')],
    ['65 kB', (n) => `${n}— x.example ${Buffer.alloc(60_000).toString('base64')}\n`],
  ];
  test.for(strange)('with %s is refused', ([, bend]) => {
    expect(verifyNote(bend(signed(checkpoint)), keys)).toBeNull();
  });
});

describe('what may be signed after what', () => {
  test('1,000 honest logs: every growth is signed, and verifies', () => {
    const log = aLog(1_030);
    const sizes = fc.oneof(
      fc.nat(300),
      fc.nat(10).chain((p) => fc.constantFrom(2 ** p - 1, 2 ** p, 2 ** p + 1)),
    );
    fc.assert(
      fc.property(sizes, sizes, (a, b) => {
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const at = (size: number) => ({ size, root: log.roots[size] ?? Buffer.alloc(0) });
        expect(signingRefusal(at(from), at(to), buildConsistencyProof(from, to, log.read))).toBeNull();
      }),
      { numRuns: 1_000 },
    );
  });

  test('a smaller log, another root at the same size, growth that is not shown: refused', () => {
    const log = aLog(9);
    const at = (size: number) => ({ size, root: log.roots[size] ?? Buffer.alloc(0) });
    const path = buildConsistencyProof(5, 9, log.read);
    expect(signingRefusal(at(5), at(4), [])).toBe('log_shrank');
    expect(signingRefusal(at(5), { size: 5, root: rootOf([leafHash('y')]) }, [])).toBe('log_changed');
    expect(signingRefusal(at(5), at(9), [])).toBe('log_not_consistent');
    expect(signingRefusal(at(5), { size: 9, root: leafHash('y') }, path)).toBe('log_not_consistent');
    expect(signingRefusal({ size: 5, root: leafHash('y') }, at(9), path)).toBe('log_not_consistent');
    expect(signingRefusal(at(5), at(9), path.slice(1))).toBe('log_not_consistent');
    expect(signingRefusal(at(5), at(9), path)).toBeNull();
  });
});
