import { setTimeout as sleep } from 'node:timers/promises';
import { Conflict, DomainError, Invalid } from '#lib/domain/errors.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { inBusiness, inBusinessToEnd, inSavepoint, type BusinessTx } from '#db/in-business.ts';
import {
  deleteOutcome,
  findOutcome,
  insertOutcome,
  tryHold,
  type KeyUse,
  type StoredOutcome,
} from '#db/queries/idempotency.ts';

/** An answer as it left, so that a retry gets the same bytes. */
export interface Kept {
  status: number;
  body: string;
}

export type Outcome<T> = { done: true; result: T } | { done: false; refusal: DomainError };

/** A caller's wish that an act happens at most once, and how the door will answer to what comes of it. */
export interface Once<T> {
  /** As the caller sent it; 1 to 255 visible characters. */
  key: string;
  /** What was asked, canonical: another one under the same key is a slip of the caller's. */
  request: string;
  answerTo: (outcome: Outcome<T>) => Kept;
}

/** The act was done before; this is what was answered then. */
export class AnsweredBefore extends Error {
  override readonly name = 'AnsweredBefore';
  readonly kept: Kept;
  constructor(kept: Kept) {
    super('answered_before');
    this.kept = kept;
  }
}

const waitMsMax = 1_000;
const stepMs = 25;

/**
 * One act in one transaction, like `inBusiness`; with `once`, its answer is stored in that transaction too, so there is
 * no instant at which one exists without the other. A repetition throws `AnsweredBefore`, another body
 * `Invalid('idempotency_key_reused')`, a first one still under way after a second `Conflict('idempotency_key_in_use')`.
 * Kept is what the act itself decided (done, not found, forbidden by the present state, not possible); what we failed to
 * do is not, so that trying again tries again.
 */
export function actOnce<T>(
  ctx: KeyContext,
  once: Once<T> | null,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  return acting(inBusiness, ctx, once, act);
}

/** The same for what ends a consent: `inBusinessToEnd`. */
export function endOnce<T>(
  ctx: KeyContext,
  once: Once<T> | null,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  return acting(inBusinessToEnd, ctx, once, act);
}

async function acting<T>(
  transaction: typeof inBusiness,
  ctx: KeyContext,
  once: Once<T> | null,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  if (once === null) return transaction(ctx.businessId, act);
  const giveUpAtMs = performance.now() + waitMsMax;
  for (;;) {
    const tried = await transaction(ctx.businessId, (tx) => tryOnce(tx, ctx, once, act));
    if (tried.state === 'known') throw new AnsweredBefore(tried.kept);
    if (tried.state === 'acted' && tried.outcome.done) return tried.outcome.result;
    if (tried.state === 'acted' && !tried.outcome.done) throw tried.outcome.refusal;
    if (performance.now() >= giveUpAtMs) throw new Conflict('idempotency_key_in_use');
    // Waiting outside the transaction: repetitions must not use up the connections the first one needs.
    await sleep(stepMs);
  }
}

type Tried<T> = { state: 'acted'; outcome: Outcome<T> } | { state: 'known'; kept: Kept } | { state: 'busy' };

async function tryOnce<T>(
  tx: BusinessTx,
  ctx: KeyContext,
  once: Once<T>,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<Tried<T>> {
  const { businessId, keys, keyId } = ctx;
  const keyHash = keys.fingerprint('idempotency_key', `${keyId}|${once.key}`);
  const requestHash = keys.fingerprint('idempotency_request', once.request);
  const use: KeyUse = { keyId, keyHash: keyHash.toString('hex') };
  if (!(await tryHold(tx, keyHash.readBigInt64BE()))) return { state: 'busy' };

  const before = await findOutcome(tx, businessId, use);
  if (before?.valid === true) {
    if (!before.requestHash.equals(requestHash)) throw new Invalid('idempotency_key_reused');
    return { state: 'known', kept: opened(ctx, use, before) };
  }
  if (before) await deleteOutcome(tx, businessId, use);

  const outcome = await outcomeOf(tx, act);
  const { status, body } = once.answerTo(outcome);
  const response = keys.seal(placeOf(use), body).toString('base64');
  await insertOutcome(tx, businessId, use, { requestHash, status, response });
  await enqueue(tx, 'forget-outcomes', { businessId });
  return { state: 'acted', outcome };
}

/** A refusal takes back what the act had begun, and nothing else: the answer to it is kept like any other. */
async function outcomeOf<T>(tx: BusinessTx, act: (tx: BusinessTx) => Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: true, result: await inSavepoint(tx, act) };
  } catch (cause) {
    if (!(cause instanceof DomainError) || !isDefinitive(cause)) throw cause;
    return { done: false, refusal: cause };
  }
}

function isDefinitive({ kind }: DomainError): boolean {
  return kind === 'conflict' || kind === 'not_found' || kind === 'invalid';
}

/** Sealed, because answers hold what is stored nowhere in the clear: an invitation's link. */
function opened({ keys }: KeyContext, use: KeyUse, { status, response }: StoredOutcome): Kept {
  return { status, body: keys.unseal(placeOf(use), Buffer.from(response, 'base64')).toString('utf8') };
}

function placeOf({ keyId, keyHash }: KeyUse) {
  return { table: 'idempotency', column: 'response', row: `${keyId}/${keyHash}` };
}
