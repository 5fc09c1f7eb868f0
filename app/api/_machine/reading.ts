import type { z } from 'zod';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { jsonAnswer, webResponse } from './answer.ts';
import { freshKey } from './authenticate.ts';
import type { MachineContext } from './context.ts';
import { problemAnswer, Refused } from './problem.ts';
import { spendKey } from './rate-limit.ts';

/** A GET with a key: what it reads from the address (numbers only: addresses are logged), and what it tells. */
export interface Reading<S extends z.ZodType> {
  readonly reads: S;
  readonly tells: (ctx: KeyContext, query: z.output<S>) => Promise<object>;
}

export function reading<S extends z.ZodType>({
  reads,
  tells,
}: Reading<S>): (at: MachineContext) => Promise<Response> {
  return async ({ request, requestId, network }) => {
    let limits: readonly string[] = [];
    try {
      const ctx = await freshKey({ authorization: request.headers.get('authorization'), network });
      limits = await spendKey(ctx.keyId);
      const told = await tells(ctx, queryOf(reads, new URL(request.url).searchParams));
      return webResponse(jsonAnswer(200, told, { requestId, headers: limits }));
    } catch (cause) {
      return webResponse(problemAnswer(cause, requestId, limits));
    }
  };
}

/** Each parameter once, none that is not known. What was sent is not repeated. */
function queryOf<S extends z.ZodType>(reads: S, sent: URLSearchParams): z.output<S> {
  const names = [...sent.keys()];
  const twice = names.length !== new Set(names).size;
  const parsed = reads.safeParse(Object.fromEntries(sent));
  if (parsed.success && !twice) return parsed.data;
  const issues = (parsed.error?.issues ?? []).map(({ path, code }) => ({
    path: path.map(String).join('.'),
    code: code === 'unrecognized_keys' ? 'unknown_field' : 'wrong_format',
  }));
  throw new Refused('query_invalid', { issues });
}
