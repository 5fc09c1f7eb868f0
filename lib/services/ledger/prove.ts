import { NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import {
  buildInclusionProof,
  completeSubtrees,
  fold,
  inclusionCoordinates,
} from '#lib/domain/ledger/proof.ts';
import { readLogEdge } from '#db/queries/ledger.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { readerOf } from './subtrees.ts';

export interface InclusionProof {
  index: number;
  size: number;
  leafHash: Buffer;
  root: Buffer;
  path: Buffer[];
}

/**
 * That event `seq` stands in the log of its first `size` entries, all of them if left out (RFC 9162, 2.1.3). Two
 * statements, whatever the log's size.
 */
export async function proveInclusion(
  tx: BusinessTx,
  businessId: BusinessId,
  seq: number,
  size?: number,
): Promise<InclusionProof> {
  const edge = await readLogEdge(tx, businessId);
  const of = size ?? edge.size;
  if (of > edge.size) throw new NotFound('ledger_out_of_range');
  if (seq < 0 || seq >= of)
    throw new NotFound(size === undefined ? 'event_not_found' : 'ledger_out_of_range');
  const tiles = completeSubtrees(0, of);
  const leaf = { level: 0, index: seq };
  const read = await readerOf(tx, businessId, [leaf, ...tiles, ...inclusionCoordinates(seq, of).flat()]);
  return {
    index: seq,
    size: of,
    leafHash: read(0, seq),
    root: fold(tiles, read),
    path: buildInclusionProof(seq, of, read),
  };
}
