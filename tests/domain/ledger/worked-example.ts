import { createPrivateKey, sign } from 'node:crypto';
import type { BusinessId, ContactId, EventId, VersionId } from '#lib/domain/ids.ts';
import { parseUuid, parseVersionId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { checkpointText, keyIdOf, noteOf, originOf, verifierKeyOf } from '#lib/domain/ledger/checkpoint.ts';
import { commit, leafOf, type LeafEvent } from '#lib/domain/ledger/leaf.ts';
import { appendLeaf, leafHash, nodeHash, type Frontier } from '#lib/domain/ledger/tree.ts';

/*
 * The example of docs/proof-format.md and of the API's description. The key is the second test key of RFC 8032, 7.1:
 * everybody knows its private half, so nobody can take the example for a proof.
 */
const seed = Buffer.from('4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb', 'hex');
const publicKey = Buffer.from('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c', 'hex');

const business = id<BusinessId>('0199e5a4-1c00-7000-8000-0000000000aa');
const contact = id<ContactId>('0199e5a4-1c00-7000-8000-0000000000c1');
const version = parseVersionId('5f0c'.repeat(16));
invariant(version, 'the example names a version');

/** What the firm's own row holds until the person is erased. */
export const salt = Buffer.from(Array.from({ length: 32 }, (_, i) => i));
export const phone = '+4917604069042';

export function workedExample() {
  const leaves = events(version as VersionId).map(leafOf);
  const hashes = leaves.map(leafHash);
  let edge: Frontier = { size: 0, frontier: [] };
  const roots: Buffer[] = [];
  for (const hash of hashes) {
    const grown = appendLeaf(edge, hash);
    roots.push(grown.root);
    edge = grown;
  }
  const [h0, h1, h2] = hashes;
  invariant(h0 && h1 && h2, 'the example has three entries');
  const origin = originOf('http://localhost:3000', business);
  const root = roots[2];
  const earlier = roots[1];
  invariant(root && earlier, 'the example has three roots');
  const text = checkpointText({ origin, size: 3, root });
  const keyId = keyIdOf(origin, publicKey);
  const jwk = {
    kty: 'OKP',
    crv: 'Ed25519',
    x: publicKey.toString('base64url'),
    d: seed.toString('base64url'),
  };
  const signature = sign(null, Buffer.from(text), createPrivateKey({ key: jwk, format: 'jwk' }));
  return {
    origin,
    publicKey,
    keyId,
    verifierKey: verifierKeyOf(origin, publicKey),
    leaves,
    hashes,
    node01: nodeHash(h0, h1),
    root,
    earlier,
    /** Entry 2 stands in the log of 3. */
    inclusion: [nodeHash(h0, h1)],
    /** From 2 entries to 3. */
    consistency: [h2],
    note: noteOf(text, [{ name: origin, keyId, signature }]),
    commitment: commit(salt, phone),
  };
}

function events(named: VersionId): LeafEvent[] {
  return [
    { ...at(0, 'version_published'), version: named, body: { page: 'auftrag' } },
    { ...at(1, 'requested'), contact, body: { delivered_by: 'whatsapp' } },
    {
      ...at(2, 'answered'),
      contact,
      version: named,
      body: { decisions: [{ choice: 'granted', item: 'order' }] },
      commitments: { phone: commit(salt, phone) },
    },
  ];
}

function at(seq: number, kind: string): Omit<LeafEvent, 'body'> {
  return {
    business,
    seq,
    id: id<EventId>(`0199e5a4-1c00-7000-8000-00000000e00${String(seq)}`),
    kind,
    at: `2026-11-24T09:12:4${String(seq)}.120031Z`,
  };
}

function id<T extends BusinessId | ContactId | EventId>(text: string): T {
  const read = parseUuid<T>(text);
  invariant(read, 'an id of the example');
  return read;
}
