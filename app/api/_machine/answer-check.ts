import { countCheck } from '#lib/adapters/metrics/counts.ts';
import { config } from '#lib/config.ts';
import type { Decision } from '#lib/domain/check/decide.ts';
import { CheckQuestion } from '#lib/domain/check/question.ts';
import { Forbidden, Invalid } from '#lib/domain/errors.ts';
import { authenticate, type KeyContext } from '#lib/services/api-key/authenticate.ts';
import { findCapturePage } from '#lib/services/check/capture-page.ts';
import { check, type CheckAnswer } from '#lib/services/check/check.ts';
import type { Once } from '#lib/services/idempotency/act-once.ts';
import { jsonAnswer, type MachineAnswer } from './answer.ts';
import { rememberedKey, unauthorised, type Caller } from './authenticate.ts';
import { parseBody, readJson, type BodyHeaders } from './body.ts';
import { withDeadline } from './deadline.ts';
import { onceFor, replayOr } from './idempotency.ts';
import { languageOf } from './language.ts';
import { problemAnswer, Refused } from './problem.ts';
import { spendKey } from './rate-limit.ts';
import { checkAnswerBody } from './v1/check-answer.ts';

/** What `POST /api/v1/checks` needs of a request, on whichever mount it came. */
export interface CheckHeaders extends Caller, BodyHeaders {
  readonly acceptLanguage: string | null;
  /** Counts with `intent: "send"` only: nothing else of a check is worth doing once. */
  readonly idempotencyKey: string | null;
  readonly requestId: string;
}

/** Part of the contract, not of this release. Refused, because an answer that disregarded one could be a wrong yes. */
export const notSupportedYet: ReadonlySet<string> = new Set([
  'at',
  'receipt',
  'engagement',
  'last_inbound_at',
]);

/** The check as a door: never throws, never later than three seconds, and every way out but one says no. */
export function answerCheck(headers: CheckHeaders, body: Buffer): Promise<MachineAnswer> {
  const beganAtMs = performance.now();
  const late = () => problemAnswer(new Refused('cannot_establish'), headers.requestId);
  return withDeadline(() => answer(headers, body), late).then((answered) => {
    countCheck(answered.outcome ?? 'replayed', (performance.now() - beganAtMs) / 1_000);
    return answered;
  });
}

async function answer(headers: CheckHeaders, body: Buffer): Promise<MachineAnswer> {
  const { requestId } = headers;
  let limits: readonly string[] = [];
  try {
    const context = await rememberedKey(headers);
    limits = await spendKey(context.keyId);
    const { question, found } = await askAsKey(headers, body, context);
    const captureUrl = question.capture_url === true ? await captureUrlOf(config().appUrl, found) : null;
    return tell(headers, question, found.answer, { captureUrl, limits });
  } catch (cause) {
    return replayOr(cause, requestId, limits);
  }
}

function tell(
  { acceptLanguage, requestId }: CheckHeaders,
  question: CheckQuestion,
  answer: CheckAnswer,
  { captureUrl, limits }: { captureUrl: string | null; limits: readonly string[] },
): MachineAnswer {
  const at = { appUrl: config().appUrl, language: languageOf(acceptLanguage), captureUrl };
  const outcome = answer.decision.reason;
  return jsonAnswer(200, checkAnswerBody(question, answer, at), { requestId, headers: limits, outcome });
}

interface Asked {
  question: CheckQuestion;
  found: { answer: CheckAnswer; context: KeyContext };
}

/** Asks with what is remembered of the key; where that no longer holds, once more with what holds now. */
async function askAsKey(headers: CheckHeaders, body: Buffer, context: KeyContext): Promise<Asked> {
  try {
    const sent = readJson(headers, body);
    const question = parseBody(CheckQuestion, sent, notSupportedYet);
    const once = onceToSend(headers, question, sent);
    const first = await check(context, question, once);
    if (first.state === 'answered') return { question, found: { answer: first.answer, context } };
    const now = await authenticate(headers.authorization);
    if (!now) throw unauthorised();
    const second = await check(now, question, once);
    if (second.state !== 'answered') throw unauthorised();
    return { question, found: { answer: second.answer, context: now } };
  } catch (cause) {
    // A key revoked since we last looked learns nothing, not even what is wrong with its question.
    if (isAboutTheQuestion(cause) && (await authenticate(headers.authorization)) === null)
      throw unauthorised();
    throw cause;
  }
}

/** A yes that was recorded as a use is kept; of a question nothing is, and its key is not even looked at. */
function onceToSend(headers: CheckHeaders, question: CheckQuestion, sent: unknown): Once<CheckAnswer> | null {
  if (question.intent !== 'send') return null;
  return onceFor({
    key: headers.idempotencyKey,
    path: '/api/v1/checks',
    sent,
    requestId: headers.requestId,
    tell: (answer) => tell(headers, question, answer, { captureUrl: null, limits: [] }),
  });
}

function isAboutTheQuestion(cause: unknown): boolean {
  return (
    (cause instanceof Refused && cause.code !== 'key_invalid') ||
    cause instanceof Invalid ||
    cause instanceof Forbidden
  );
}

/** Where to ask, when the answer is no and asking is what helps. */
async function captureUrlOf(
  appUrl: string,
  { answer: { decision, slug }, context }: Asked['found'],
): Promise<string | null> {
  if (decision.allowed || !askingHelps(decision)) return null;
  const page = await findCapturePage(context.businessId);
  return page === null ? null : `${appUrl}/e/${slug}/${page}`;
}

function askingHelps({ next }: Decision): boolean {
  return next === 'ask' || next === 'reverify';
}
