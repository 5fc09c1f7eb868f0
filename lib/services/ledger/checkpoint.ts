import { signText } from '#lib/adapters/signer/ed25519.ts';
import { config } from '#lib/config.ts';
import { Conflict } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import {
  checkpointText,
  keyIdOf,
  noteOf,
  originOf,
  parseNote,
  signingRefusal,
  verifyNote,
} from '#lib/domain/ledger/checkpoint.ts';
import { rootOf } from '#lib/domain/ledger/tree.ts';
import { currentLogKey } from '#lib/services/log-key/current.ts';
import { insertCheckpoint, newestCheckpoint, type StoredCheckpoint } from '#db/queries/checkpoint.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { publicLogKeys } from '#db/queries/log-key.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { proveConsistency } from './consistency.ts';

/**
 * Signs how far the log has come, if it has come further. Refuses a log that is shorter than what was signed, has
 * another root, or cannot show that it only grew: throws Conflict with the rule's word, and that is for people to see.
 *
 * Holding the log's head is part of the promise that nothing stays unsigned: an act that found this job still waiting
 * has held the head since before, so it is in what is signed here.
 */
export async function signCheckpoint(businessId: BusinessId): Promise<StoredCheckpoint | null> {
  return inBusiness(businessId, async (tx) => {
    const head = await lockLog(tx, businessId);
    const next = { size: head.size, root: rootOf(head.frontier) };
    const last = await newestCheckpoint(tx, businessId);
    if (last) {
      refuseForged(last, businessId, await publicLogKeys(tx));
      const refusal = signingRefusal(last, next, await pathTo(tx, businessId, last.size, next.size));
      if (refusal !== null) throw new Conflict(refusal);
      if (last.size === next.size) return last;
    }
    if (next.size === 0) return null;

    const origin = originOf(config().appUrl, businessId);
    const pair = await currentLogKey(tx);
    const text = checkpointText({ origin, ...next });
    const signature = {
      name: origin,
      keyId: keyIdOf(origin, pair.publicKey),
      signature: signText(pair, text),
    };
    await insertCheckpoint(tx, businessId, { ...next, note: noteOf(text, [signature]) });
    return newestCheckpoint(tx, businessId);
  });
}

/** What we are to grow from must be our own word. The host may have another name by now, the firm may not. */
function refuseForged(
  { note, size, root }: StoredCheckpoint,
  businessId: BusinessId,
  publicKeys: readonly Buffer[],
): void {
  const origin = parseNote(note)?.checkpoint.origin ?? '';
  const said = origin.endsWith(`/log/${businessId}`) ? verifyNote(note, { origin, publicKeys }) : null;
  if (said?.size !== size || !said.root.equals(root)) throw new Conflict('checkpoint_forged');
}

async function pathTo(tx: BusinessTx, businessId: BusinessId, from: number, to: number): Promise<Buffer[]> {
  return from < to ? (await proveConsistency(tx, businessId, { from, to })).path : [];
}
