import { z } from 'zod';
import { reading } from '#app/api/_machine/reading.ts';
import { parseNote } from '#lib/domain/ledger/checkpoint.ts';
import { readCheckpoint, readConsistency, readInclusion } from '#lib/services/ledger/read.ts';

const base64 = (hash: Buffer): string => hash.toString('base64');
const Hash = z
  .string()
  .regex(/^[A-Za-z0-9+/]{43}=$/u)
  .meta({ description: '32 bytes in base 64.' });
const Size = z.int().nonnegative();
const Path = z.array(Hash).meta({ description: 'As RFC 9162 orders it, innermost first.' });
/** A number as an address spells it. */
const inQuery = z
  .string()
  .regex(/^(?:0|[1-9]\d{0,14})$/u)
  .transform(Number);

export const CheckpointBody = z.strictObject({
  origin: z.string().meta({ description: 'The name of the log, and of the key that signs for it.' }),
  size: Size,
  root: Hash,
  signed_at: z.iso.datetime({ precision: 6 }),
  note: z.string().meta({ description: 'The signed note (C2SP tlog-checkpoint). Keep it: it is the proof.' }),
});

/** `GET /api/v1/ledger/checkpoint`: the newest one. Signing is a job's; reading changes nothing. */
export const getCheckpoint = reading({
  reads: z.strictObject({}),
  tells: async (ctx) => {
    const { note, size, root, signedAt } = await readCheckpoint(ctx);
    const origin = parseNote(note)?.checkpoint.origin ?? '';
    return { origin, size, root: base64(root), signed_at: signedAt, note };
  },
});

export const InclusionQuery = z.strictObject({ seq: inQuery, size: inQuery.optional() });
export const InclusionBody = z.strictObject({
  seq: Size,
  size: Size,
  leaf: z.string().meta({ description: 'The exact text of the entry. It holds no personal data.' }),
  leaf_hash: Hash,
  path: Path,
  root: Hash,
  note: z.string().nullable().meta({ description: 'The signed note of this size, if one was signed.' }),
});

/** `GET /api/v1/ledger/inclusion?seq=…`: an entry and the proof that it stands in the log. */
export const getInclusion = reading({
  reads: InclusionQuery,
  tells: async (ctx, query) => {
    const { index, size, leaf, leafHash, path, root, note } = await readInclusion(ctx, query);
    return {
      seq: index,
      size,
      leaf,
      leaf_hash: base64(leafHash),
      path: path.map(base64),
      root: base64(root),
      note,
    };
  },
});

export const ConsistencyQuery = z.strictObject({ from: inQuery, to: inQuery });
export const ConsistencyBody = z.strictObject({
  from: Size,
  to: Size,
  from_root: Hash,
  to_root: Hash,
  path: Path,
});

/** `GET /api/v1/ledger/consistency?from=…&to=…`: that the log only grew. */
export const getConsistency = reading({
  reads: ConsistencyQuery,
  tells: async (ctx, sizes) => {
    const { from, to, fromRoot, toRoot, path } = await readConsistency(ctx, sizes);
    return { from, to, from_root: base64(fromRoot), to_root: base64(toRoot), path: path.map(base64) };
  },
});
