import { config } from '#lib/config.ts';
import type { Decision } from '#lib/domain/check/decide.ts';
import { CheckQuestion } from '#lib/domain/check/question.ts';
import { Forbidden, Invalid } from '#lib/domain/errors.ts';
import { authenticate, type KeyContext } from '#lib/services/api-key/authenticate.ts';
import { findCapturePage } from '#lib/services/check/capture-page.ts';
import { check, type CheckAnswer } from '#lib/services/check/check.ts';
import { jsonAnswer, type MachineAnswer } from './answer.ts';
import { rememberedKey, unauthorised, type Caller } from './authenticate.ts';
import { parseBody, readJson, type BodyHeaders } from './body.ts';
import { withDeadline } from './deadline.ts';
import { languageOf } from './language.ts';
import { problemAnswer, Refused } from './problem.ts';
import { spendKey } from './rate-limit.ts';
import { checkAnswerBody } from './v1/check-answer.ts';

/** What `POST /api/v1/checks` needs of a request, on whichever mount it came. */
export interface CheckHeaders extends Caller, BodyHeaders {
  readonly acceptLanguage: string | null;
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
  return withDeadline(
    () => answer(headers, body),
    () => problemAnswer(new Refused('cannot_establish'), headers.requestId),
  );
}

async function answer(headers: CheckHeaders, body: Buffer): Promise<MachineAnswer> {
  const { requestId } = headers;
  let limits: readonly string[] = [];
  try {
    const context = await rememberedKey(headers);
    limits = await spendKey(context.keyId);
    const { question, found } = await askAsKey(headers, body, context);
    const { appUrl } = config();
    const captureUrl = question.capture_url === true ? await captureUrlOf(appUrl, found) : null;
    const language = languageOf(headers.acceptLanguage);
    return jsonAnswer(200, checkAnswerBody(question, found.answer, { appUrl, language, captureUrl }), {
      requestId,
      headers: limits,
    });
  } catch (cause) {
    return problemAnswer(cause, requestId, limits);
  }
}

interface Asked {
  question: CheckQuestion;
  found: { answer: CheckAnswer; context: KeyContext };
}

/** Asks with what is remembered of the key; where that no longer holds, once more with what holds now. */
async function askAsKey(headers: CheckHeaders, body: Buffer, context: KeyContext): Promise<Asked> {
  try {
    const question = parseBody(CheckQuestion, readJson(headers, body), notSupportedYet);
    const first = await check(context, question);
    if (first.state === 'answered') return { question, found: { answer: first.answer, context } };
    const now = await authenticate(headers.authorization);
    if (!now) throw unauthorised();
    const second = await check(now, question);
    if (second.state !== 'answered') throw unauthorised();
    return { question, found: { answer: second.answer, context: now } };
  } catch (cause) {
    // A key revoked since we last looked learns nothing, not even what is wrong with its question.
    if (isAboutTheQuestion(cause) && (await authenticate(headers.authorization)) === null)
      throw unauthorised();
    throw cause;
  }
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
