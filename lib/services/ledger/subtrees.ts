import type { BusinessId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { ReadSubtree } from '#lib/domain/ledger/proof.ts';
import type { SubtreeAt } from '#lib/domain/ledger/tree.ts';
import { readSubtrees } from '#db/queries/ledger.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** Reads these subtrees in one statement and hands them out again by their place. */
export async function readerOf(
  tx: BusinessTx,
  businessId: BusinessId,
  places: readonly SubtreeAt[],
): Promise<ReadSubtree> {
  const once = new Map(places.map((place) => [`${String(place.level)}/${String(place.index)}`, place]));
  const hashes = await readSubtrees(tx, businessId, [...once.values()]);
  return (level, index) => {
    const hash = hashes.get(`${String(level)}/${String(index)}`);
    invariant(hash, 'a complete subtree of the log is missing');
    return hash;
  };
}
