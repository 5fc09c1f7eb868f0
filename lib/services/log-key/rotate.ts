import { sha256Hex } from '#lib/domain/canonical/hash.ts';
import { changingLogKeys, retireLogKeys } from '#db/queries/log-key.ts';
import { makeLogKey } from './current.ts';

/** From now on another key signs; the old one stays in the history, because what it signed stays signed. Returns its id. */
export async function rotateLogKey(): Promise<string> {
  return changingLogKeys(async (tx) => {
    await retireLogKeys(tx);
    const { publicKey } = await makeLogKey(tx);
    return sha256Hex(publicKey).slice(0, 16);
  });
}
