import type { z } from 'zod';
import { readWebBody } from '#app/_doors/body.ts';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { AnsweredBefore, type Kept, type Once, type Outcome } from '#lib/services/idempotency/act-once.ts';
import { jsonAnswer, webResponse, type MachineAnswer } from './answer.ts';
import { freshKey } from './authenticate.ts';
import { bodyBytesMax, parseBody, readJson } from './body.ts';
import type { MachineContext } from './context.ts';
import { problemAnswer, Refused } from './problem.ts';
import { spendKey } from './rate-limit.ts';

/** A POST that changes state: what it reads, the act, and how its result is told. */
export interface Change<S extends z.ZodType, T> {
  /** Written in full; the same key at two addresses is two requests. */
  readonly path: string;
  readonly reads: S;
  readonly act: (ctx: KeyContext, input: z.output<S>, once: Once<T> | null) => Promise<T>;
  readonly status: 200 | 201;
  readonly tells: (result: T) => object;
}

/**
 * The handler of such a POST, with `Idempotency-Key`: `'/api/v1/…': { POST: changing({ … }) }` is all a route needs. The
 * act passes `once` on to `actOnce` in its service, which keeps the answer in the act's own transaction.
 */
export function changing<S extends z.ZodType, T>(
  change: Change<S, T>,
): (at: MachineContext) => Promise<Response> {
  return async ({ request, requestId, network }) => {
    let limits: readonly string[] = [];
    try {
      const body = await readWebBody(request, bodyBytesMax);
      if (body.state !== 'read') throw new Refused('body_too_large');
      const { headers } = request;
      const ctx = await freshKey({ authorization: headers.get('authorization'), network });
      limits = await spendKey(ctx.keyId);
      const announced = {
        contentType: headers.get('content-type'),
        contentEncoding: headers.get('content-encoding'),
      };
      const sent = readJson(announced, body.bytes);
      const input = parseBody(change.reads, sent);
      const tell = (result: T): MachineAnswer =>
        jsonAnswer(change.status, change.tells(result), { requestId, headers: limits });
      const once = onceFor({ key: headers.get('idempotency-key'), path: change.path, sent, requestId, tell });
      return webResponse(tell(await change.act(ctx, input, once)));
    } catch (cause) {
      return webResponse(replayOr(cause, requestId, limits));
    }
  };
}

/** The wish in an `Idempotency-Key` header; `null` where there is none. Throws `Refused('idempotency_key_invalid')`. */
export function onceFor<T>(asked: {
  key: string | null;
  path: string;
  /** The body as JSON: other spacing and another order of its fields are the same request. */
  sent: unknown;
  requestId: string;
  tell: (result: T) => MachineAnswer;
}): Once<T> | null {
  const { key, path, sent, requestId, tell } = asked;
  if (key === null) return null;
  if (!/^[\x21-\x7e]{1,255}$/u.test(key)) throw new Refused('idempotency_key_invalid');
  return {
    key,
    request: `POST ${path}\n${canonicalJson(sent)}`,
    answerTo: (outcome: Outcome<T>): Kept => {
      const { status, body } = outcome.done
        ? tell(outcome.result)
        : problemAnswer(outcome.refusal, requestId);
      return { status, body };
    },
  };
}

/** What was answered before, byte for byte, and said to be that; else the problem. */
export function replayOr(cause: unknown, requestId: string, limits: readonly string[]): MachineAnswer {
  if (!(cause instanceof AnsweredBefore)) return problemAnswer(cause, requestId, limits);
  const { status, body } = cause.kept;
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return {
    ...jsonAnswer(status, null, { requestId, type, headers: [...limits, 'idempotency-replayed', 'true'] }),
    body,
  };
}
