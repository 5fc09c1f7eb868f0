import { newSigningPair, type SigningPair } from '#lib/adapters/signer/ed25519.ts';
import { seal, unseal } from '#lib/adapters/vault/seal.ts';
import { sha256Hex } from '#lib/domain/canonical/hash.ts';
import { processKey } from '#lib/services/key/process-keys.ts';
import { getActiveLogKey, insertLogKey, lockLogKeys } from '#db/queries/log-key.ts';

type Tx = Parameters<typeof getActiveLogKey>[0];

/** The pair that signs checkpoints now, made at the first use. */
export async function currentLogKey(tx: Tx): Promise<SigningPair> {
  const known = await getActiveLogKey(tx);
  if (known) return opened(known);
  await lockLogKeys(tx);
  // Somebody else's first use may have come before ours.
  const now = await getActiveLogKey(tx);
  return now ? opened(now) : makeLogKey(tx);
}

/** A new pair. The private half is sealed under a key from the master key: a copy of the database signs nothing. */
export async function makeLogKey(tx: Tx): Promise<SigningPair> {
  const pair = newSigningPair();
  const keyId = sha256Hex(pair.publicKey).slice(0, 16);
  const sealedPrivate = seal(processKey('log_key'), placeOf(keyId), pair.privateKey);
  await insertLogKey(tx, { keyId, publicKey: pair.publicKey, sealedPrivate });
  return pair;
}

function opened({
  keyId,
  publicKey,
  sealedPrivate,
}: {
  keyId: string;
  publicKey: Buffer;
  sealedPrivate: Buffer;
}) {
  return { publicKey, privateKey: unseal(processKey('log_key'), placeOf(keyId), sealedPrivate) };
}

function placeOf(keyId: string) {
  return { business: 'service', table: 'log_key', column: 'sealed_private', row: keyId } as const;
}
