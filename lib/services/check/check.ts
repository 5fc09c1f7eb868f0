import { newId } from '#lib/adapters/ids/uuid.ts';
import { blindIndex } from '#lib/adapters/vault/blind-index.ts';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { kindOfPurpose, PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import { catalogueRecipient } from '#lib/domain/catalogue/recipients.ts';
import { decide, type Decision, type FactLine } from '#lib/domain/check/decide.ts';
import type { CheckQuestion } from '#lib/domain/check/question.ts';
import { Evidence } from '#lib/domain/consent/evidence.ts';
import type { StopKind } from '#lib/domain/consent/stops.ts';
import { Forbidden, Invalid, Unavailable } from '#lib/domain/errors.ts';
import type { DecisionId, UseId } from '#lib/domain/ids.ts';
import { forgetKey, type KeyContext } from '#lib/services/api-key/authenticate.ts';
import { actOnce, type Once } from '#lib/services/idempotency/act-once.ts';
import { lease } from '#lib/services/lease/lease.ts';
import type { CheckRow, StateTuple } from '#db/before-business.ts';
import { insertUse } from '#db/queries/use.ts';
import { lookUp } from './look-up.ts';
import { rememberedContact } from './remembered-contact.ts';
import { kindOfOwnPurpose, knowsRecipient } from './vocabulary.ts';

export interface CheckAnswer {
  decision: Decision;
  decisionId: DecisionId;
  mode: 'live' | 'test';
  slug: string;
  /** How much of the firm's log this answer had seen. */
  asOf: string;
  checkedAt: string;
}

export type CheckOutcome = { state: 'answered'; answer: CheckAnswer } | { state: 'key_gone' };

/**
 * May this person be messaged? Gathers by one statement, decides purely, records a use if the caller says that it will
 * send. Everything that goes wrong on the way throws, and no door turns a throw into a yes (R77).
 *
 * `once` concerns the use alone: a repetition decides anew and, where that is still a yes, throws `AnsweredBefore`. A
 * yes that was kept is never given after a no has come (there is no cached answer).
 */
export async function check(
  ctx: KeyContext,
  question: CheckQuestion,
  once: Once<CheckAnswer> | null = null,
): Promise<CheckOutcome> {
  if (!ctx.scopes.includes('check')) throw new Forbidden('scope_missing');
  const who = rememberedContact(question.contact);
  const kind = await kindOfPurposeHere(ctx, question.purpose);
  await refuseUnknownRecipients(ctx, question.recipients ?? []);

  const row = await lookUp({
    keyBusinessId: ctx.ownerId,
    keyHash: ctx.keyHash,
    dataBusinessId: ctx.businessId,
    kind: who.kind,
    index: blindIndex(ctx.keys.indexKey(who.kind), who.value),
    purpose: question.purpose,
    channel: question.channel,
  });
  // After reading, not before: what counts is that this server was still the one when it was asked.
  if (!lease().holds(row.server)) throw new Unavailable('read_lease_lost');
  if (!row.keyOk) {
    forgetKey(ctx);
    return { state: 'key_gone' };
  }
  const businessState = row.businessState === 'active' ? 'active' : 'suspended';
  const recipients = question.recipients ?? [];
  const { purpose, channel } = question;
  const facts = { businessState, lines: row.states.map(factLine), stops: stopsIn(row) } as const;
  const decision = decide(facts, { purpose, kind, channel, recipients });
  if (question.min_as_of !== undefined && row.asOf < Number(question.min_as_of))
    throw new Unavailable('behind_min_as_of');
  const answer: CheckAnswer = {
    decision,
    decisionId: newId<DecisionId>(),
    mode: ctx.mode,
    slug: ctx.slug,
    asOf: String(row.asOf),
    checkedAt: row.now,
  };
  if (question.intent === 'send' && decision.allowed) await recordUse(ctx, question, row, answer, once);
  return { state: 'answered', answer };
}

/** A purpose or recipient nobody has ever named is a slip of the caller, not a person who was never asked. */
async function kindOfPurposeHere(ctx: KeyContext, purpose: string): Promise<PurposeKind> {
  const kind = kindOfPurpose(purpose) ?? (await kindOfOwnPurpose(ctx.businessId, purpose));
  if (kind !== null) return kind;
  throw new Invalid('purpose_unknown', { issues: [{ path: 'purpose', code: 'unknown' }] });
}

async function refuseUnknownRecipients(ctx: KeyContext, recipients: readonly string[]): Promise<void> {
  for (const [i, key] of recipients.entries()) {
    if (catalogueRecipient(key) === null && !(await knowsRecipient(ctx.businessId, key))) {
      throw new Invalid('recipient_unknown', {
        issues: [{ path: `recipients.${String(i)}`, code: 'unknown' }],
      });
    }
  }
}

/** Committed before the yes goes out; if it cannot be, there is no yes. */
async function recordUse(
  ctx: KeyContext,
  question: CheckQuestion,
  row: CheckRow,
  answer: CheckAnswer,
  once: Once<CheckAnswer> | null,
): Promise<void> {
  const { identifierId } = row;
  const { decision } = answer;
  const { line } = decision;
  if (identifierId === null || line === null) throw new Unavailable('use_without_consent');
  await actOnce(ctx, once, async (tx) => {
    await insertUse(tx, ctx.businessId, {
      useId: newId<UseId>(),
      identifierId,
      purpose: question.purpose,
      channel: question.channel,
      reason: decision.reason,
      versionId: line.version,
      asOfSeq: row.asOf,
      keyId: ctx.keyId,
    });
    return answer;
  });
}

/** A stored line, read strictly: a word we do not know is a fault of ours and never a yes. */
function factLine(tuple: StateTuple): FactLine {
  const [
    purpose,
    channel,
    standing,
    choice,
    kind,
    version,
    evidence,
    recipients,
    eventId,
    decidedAt,
    grantedAt,
    confirmedAt,
    expiresAt,
    expired,
  ] = tuple;
  return {
    purpose,
    channel: oneOf(Channel.options, channel),
    standing: oneOf(['established', 'claimed'] as const, standing),
    choice: oneOf(['requested', 'granted', 'refused', 'withdrawn'] as const, choice),
    kind: oneOf(PurposeKind.options, kind),
    version,
    evidence: oneOf(Evidence.options, evidence),
    recipients,
    eventId,
    decidedAt,
    grantedAt,
    confirmedAt,
    expiresAt,
    expired,
  };
}

/** A No of somebody unknown counts like one of somebody known. */
function stopsIn(row: CheckRow): StopKind[] {
  const stops = row.stops.map(([kind]) => oneOf(['withdrawn_all', 'objected'] as const, kind));
  return row.suppressed ? [...stops, 'withdrawn_all'] : stops;
}

function oneOf<T extends string>(words: readonly T[], word: string): T {
  const known = words.find((w) => w === word);
  if (known === undefined) throw new Unavailable('state_unreadable');
  return known;
}
