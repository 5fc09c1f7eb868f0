import { z } from 'zod';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { kindOfPurpose, PurposeKey } from '#lib/domain/catalogue/purposes.ts';
import { ContactQuestion } from '#lib/domain/check/question.ts';
import { saidAt } from '#lib/domain/consent/said-at.ts';
import { Forbidden, Invalid } from '#lib/domain/errors.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { kindOfOwnPurpose } from '#lib/services/check/vocabulary.ts';
import { readContact } from '#lib/services/contact/read.ts';
import { endOnce, type Once } from '#lib/services/idempotency/act-once.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { withdrawAsSaid } from './withdraw-said.ts';

export const CreateWithdrawal = z.strictObject({
  contact: ContactQuestion,
  /** Left out together with `purpose`: everything, and nothing more is sent until the person agrees anew. */
  channel: Channel.optional(),
  purpose: PurposeKey.optional(),
  recipient: z.string().max(80).optional().meta({ description: 'Not supported yet: refused.' }),
  /** When the person said it, ISO 8601 with offset; now if left out. Never in the future. */
  made_at: z.iso.datetime({ offset: true }).optional(),
  how: z.enum(['call', 'letter', 'email', 'message', 'in_person', 'other']),
});
export type CreateWithdrawal = z.infer<typeof CreateWithdrawal>;

export interface RecordedWithdrawal {
  withdrawn: { purpose: string; channel: Channel }[];
  asOf: string;
}

/**
 * A withdrawal that the firm's people heard of (R50). The answer for somebody unknown has the same shape: their number is
 * kept as a keyed hash, and every check says no.
 */
export async function recordWithdrawal(
  ctx: KeyContext,
  input: CreateWithdrawal,
  once: Once<RecordedWithdrawal> | null = null,
): Promise<RecordedWithdrawal> {
  if (!ctx.scopes.includes('write')) throw new Forbidden('scope_missing');
  const who = readContact(input.contact);
  const { purpose, channel } = input;
  // A consent that goes on without one of its recipients cannot be kept yet, and ending all of it would be a guess.
  if (input.recipient !== undefined)
    throw new Invalid('field_not_supported', {
      issues: [{ path: 'recipient', code: 'not_supported_yet' }],
    });
  // A slip in the word would withdraw nothing and look as if it had.
  if (purpose !== undefined && !(await isPurposeHere(ctx, purpose)))
    throw new Invalid('purpose_unknown', { issues: [{ path: 'purpose', code: 'unknown' }] });
  return endOnce(ctx, once, async (tx) => {
    const head = await lockLog(tx, ctx.businessId);
    const madeAt = input.made_at === undefined ? null : saidAt(input.made_at, head.at, 'made_at');
    const { withdrawn, size } = await withdrawAsSaid(tx, ctx, head, who, {
      how: 'api',
      madeAt,
      way: input.how,
      only: { purpose, channel },
    });
    return { withdrawn: distinct(withdrawn), asOf: String(size) };
  });
}

async function isPurposeHere(ctx: KeyContext, purpose: string): Promise<boolean> {
  return kindOfPurpose(purpose) !== null || (await kindOfOwnPurpose(ctx.businessId, purpose)) !== null;
}

/** A proven line and a claim beside it are one consent to whoever asks. */
function distinct(covers: readonly { purpose: string; channel: Channel }[]): RecordedWithdrawal['withdrawn'] {
  const byPlace = new Map(
    covers.map(({ purpose, channel }) => [`${purpose} ${channel}`, { purpose, channel }]),
  );
  return [...byPlace.values()];
}
