import { listLogKeys as listStored, type PublicLogKey } from '#db/queries/log-key.ts';

export type { PublicLogKey };

/** Every key that ever signed a checkpoint here, for everybody: without the history old checkpoints prove nothing. */
export async function listLogKeys(): Promise<PublicLogKey[]> {
  return listStored();
}
