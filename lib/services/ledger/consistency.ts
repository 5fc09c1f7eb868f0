import { NotFound } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { buildConsistencyProof, consistencyCoordinates } from '#lib/domain/ledger/consistency.ts';
import { completeSubtrees, fold } from '#lib/domain/ledger/proof.ts';
import { readLogEdge } from '#db/queries/ledger.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { readerOf } from './subtrees.ts';

export interface ConsistencyProof {
  from: number;
  to: number;
  fromRoot: Buffer;
  toRoot: Buffer;
  path: Buffer[];
}

/** That the log of `to` entries only added to that of `from` (RFC 9162, 2.1.4). Two statements, whatever the sizes. */
export async function proveConsistency(
  tx: BusinessTx,
  businessId: BusinessId,
  { from, to }: { from: number; to: number },
): Promise<ConsistencyProof> {
  const { size } = await readLogEdge(tx, businessId);
  if (to > size || from > to) throw new NotFound('ledger_out_of_range');
  const [below, above] = [completeSubtrees(0, from), completeSubtrees(0, to)];
  const read = await readerOf(tx, businessId, [
    ...below,
    ...above,
    ...consistencyCoordinates(from, to).flat(),
  ]);
  return {
    from,
    to,
    fromRoot: fold(below, read),
    toRoot: fold(above, read),
    path: buildConsistencyProof(from, to, read),
  };
}
