import { sha256, verifyEd25519 } from '#lib/domain/canonical/hash.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { verifyConsistency } from './consistency.ts';
import { isSize } from './tree.ts';

/** How far a log has come: what a signature makes binding (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's name, and the name of the key that signs for it. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
}

/** One signature line of a note (C2SP signed-note). */
export interface NoteSignature {
  readonly name: string;
  /** 4 bytes. */
  readonly keyId: Buffer;
  readonly signature: Buffer;
}

export interface ParsedNote {
  readonly text: string;
  readonly checkpoint: Checkpoint;
  readonly signatures: readonly NoteSignature[];
}

/** Signature type of Ed25519 in a key id and a verifier key. */
const ED25519 = 0x01;
const noteLengthMax = 64 * 1_024;
const signaturesMax = 64;

/** A name for the log that collides with no other service's: the host people know, and the firm. */
export function originOf(appUrl: string, businessId: BusinessId): string {
  return `${new URL(appUrl).host}/log/${businessId}`;
}

/** The text that is signed: three lines and no extension, because nobody could check what an extension says. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  invariant(isName(origin), 'a log has a name without spaces and plus');
  invariant(isSize(size) && root.length === 32, 'a checkpoint has a size and a root of 32 bytes');
  return `${origin}\n${String(size)}\n${root.toString('base64')}\n`;
}

export function noteOf(text: string, signatures: readonly NoteSignature[]): string {
  const lines = signatures.map(
    ({ name, keyId, signature }) => `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`,
  );
  return `${text}\n${lines.join('')}`;
}

/** First four bytes of SHA-256 over name, newline, signature type and public key: tells keys apart, proves nothing. */
export function keyIdOf(name: string, publicKey: Buffer): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`), Buffer.of(ED25519), publicKey])).subarray(0, 4);
}

/** The key as verifiers of signed notes take it: name, key id and key in one word. */
export function verifierKeyOf(name: string, publicKey: Buffer): string {
  const key = Buffer.concat([Buffer.of(ED25519), publicKey]).toString('base64');
  return `${name}+${keyIdOf(name, publicKey).toString('hex')}+${key}`;
}

/** Reads a note strictly: one text has one spelling. `null` for everything else. */
export function parseNote(note: string): ParsedNote | null {
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (note.length > noteLengthMax || !note.isWellFormed() || /[\u0000-\u0009\u000b-\u001f]/u.test(note))
    return null;
  const blank = note.lastIndexOf('\n\n');
  if (blank === -1) return null;
  const text = note.slice(0, blank + 1);
  const checkpoint = parseText(text);
  const rest = note.slice(blank + 2);
  if (checkpoint === null || !rest.endsWith('\n')) return null;
  const signatures = rest.slice(0, -1).split('\n').map(parseSignature);
  if (signatures.length > signaturesMax) return null;
  const read = signatures.filter((s) => s !== null);
  return read.length === signatures.length ? { text, checkpoint, signatures: read } : null;
}

/**
 * The checkpoint of a note that one of these keys has signed for this log; `null` where it is not beyond doubt. A
 * signature of somebody we do not know (a witness) is passed over; one of a key we know that is wrong spoils the note.
 */
export function verifyNote(
  note: string,
  { origin, publicKeys }: { origin: string; publicKeys: readonly Buffer[] },
): Checkpoint | null {
  const parsed = parseNote(note);
  if (parsed === null || parsed.checkpoint.origin !== origin) return null;
  let signed = false;
  for (const { name, keyId, signature } of parsed.signatures) {
    const known = name === origin ? publicKeys.filter((k) => keyIdOf(name, k).equals(keyId)) : [];
    if (known.length === 0) continue;
    if (!known.some((k) => verifyEd25519(k, parsed.text, signature))) return null;
    signed = true;
  }
  return signed ? parsed.checkpoint : null;
}

export type SigningRefusal = 'log_shrank' | 'log_changed' | 'log_not_consistent';

/**
 * Why `next` must not be signed after `last`; `null` when it may. A log signs only what its last word grows into, and
 * growth is shown (`proof`: RFC 9162, 2.1.4), not believed.
 */
export function signingRefusal(
  last: Omit<Checkpoint, 'origin'>,
  next: Omit<Checkpoint, 'origin'>,
  proof: readonly Buffer[],
): SigningRefusal | null {
  if (next.size < last.size) return 'log_shrank';
  if (next.size === last.size) return next.root.equals(last.root) ? null : 'log_changed';
  const claim = {
    firstSize: last.size,
    firstRoot: last.root,
    secondSize: next.size,
    secondRoot: next.root,
    proof,
  };
  return verifyConsistency(claim) ? null : 'log_not_consistent';
}

function parseText(text: string): Checkpoint | null {
  const [origin = '', size = '', root = '', end, ...more] = text.split('\n');
  if (end !== '' || more.length > 0 || !isName(origin)) return null;
  if (!/^(?:0|[1-9]\d{0,15})$/u.test(size) || !isSize(Number(size))) return null;
  const hash = exactBase64(root);
  return hash?.length === 32 ? { origin, size: Number(size), root: hash } : null;
}

function parseSignature(line: string): NoteSignature | null {
  const [dash, name = '', encoded = '', ...more] = line.split(' ');
  const bytes = exactBase64(encoded);
  if (dash !== '—' || more.length > 0 || !isName(name) || bytes === null || bytes.length < 5) return null;
  return { name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
}

function isName(name: string): boolean {
  return name !== '' && !/[\s+]/u.test(name);
}

/** Base 64 (RFC 4648, 4) in its one canonical spelling. */
function exactBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : null;
}
