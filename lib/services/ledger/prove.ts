import { NotFound } from '#lib/domain/errors.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { buildInclusionProof, inclusionCoordinates } from '#lib/domain/ledger/proof.ts';
import { rootOf } from '#lib/domain/ledger/tree.ts';
import { readLogEdge, readSubtrees } from '#db/queries/ledger.ts';
import type { BusinessTx } from '#db/in-business.ts';

export interface InclusionProof {
  index: number;
  size: number;
  leafHash: Buffer;
  root: Buffer;
  path: Buffer[];
}

/** That event `seq` stands in the log as it is now (RFC 9162, 2.1.3). Two statements, whatever the log's size. */
export async function proveInclusion(
  tx: BusinessTx,
  businessId: BusinessId,
  seq: number,
): Promise<InclusionProof> {
  const edge = await readLogEdge(tx, businessId);
  if (seq < 0 || seq >= edge.size) throw new NotFound('event_not_found');
  const leaf = { level: 0, index: seq };
  const hashes = await readSubtrees(tx, businessId, [leaf, ...inclusionCoordinates(seq, edge.size).flat()]);
  const read = (level: number, index: number): Buffer => {
    const hash = hashes.get(`${String(level)}/${String(index)}`);
    invariant(hash, 'a complete subtree of the log is missing');
    return hash;
  };
  return {
    index: seq,
    size: edge.size,
    leafHash: read(0, seq),
    root: rootOf(edge.frontier),
    path: buildInclusionProof(seq, edge.size, read),
  };
}
