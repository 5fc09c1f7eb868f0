import { Forbidden, NotFound } from '#lib/domain/errors.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { checkpointOfSize, newestCheckpoint, type StoredCheckpoint } from '#db/queries/checkpoint.ts';
import { getEvent } from '#db/queries/ledger.ts';
import { inBusinessSnapshot } from '#db/in-business.ts';
import { proveConsistency, type ConsistencyProof } from './consistency.ts';
import { proveInclusion, type InclusionProof } from './prove.ts';

/*
 * What a program may read of its firm's log. All of it in transactions that cannot write: reading never signs.
 */

/** The newest signed checkpoint. Throws NotFound('checkpoint_not_found') before the first one. */
export async function readCheckpoint(ctx: KeyContext): Promise<StoredCheckpoint> {
  mayRead(ctx);
  return inBusinessSnapshot(ctx.businessId, async (tx) => {
    const newest = await newestCheckpoint(tx, ctx.businessId);
    if (newest === null) throw new NotFound('checkpoint_not_found');
    return newest;
  });
}

export interface ReadInclusion extends InclusionProof {
  /** The entry's exact text: its hash is `leafHash`. */
  leaf: string;
  /** The signed note of this size; `null` where none was signed at it. */
  note: string | null;
}

/** That entry `seq` stands in the log of `size` entries, by default of as many as the newest checkpoint speaks for. */
export async function readInclusion(
  ctx: KeyContext,
  { seq, size }: { seq: number; size?: number | undefined },
): Promise<ReadInclusion> {
  mayRead(ctx);
  const { businessId } = ctx;
  return inBusinessSnapshot(businessId, async (tx) => {
    const signed =
      size === undefined
        ? await newestCheckpoint(tx, businessId)
        : await checkpointOfSize(tx, businessId, size);
    const of = size ?? signed?.size;
    if (of === undefined) throw new NotFound('checkpoint_not_found');
    const proof = await proveInclusion(tx, businessId, seq, of);
    const event = await getEvent(tx, businessId, seq);
    invariant(event, 'an entry of the log is missing');
    return { ...proof, leaf: event.leaf, note: signed?.note ?? null };
  });
}

export async function readConsistency(
  ctx: KeyContext,
  sizes: { from: number; to: number },
): Promise<ConsistencyProof> {
  mayRead(ctx);
  return inBusinessSnapshot(ctx.businessId, (tx) => proveConsistency(tx, ctx.businessId, sizes));
}

function mayRead(ctx: KeyContext): void {
  if (!ctx.scopes.includes('read')) throw new Forbidden('scope_missing');
}
