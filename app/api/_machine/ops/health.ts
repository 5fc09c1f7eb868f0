import { z } from 'zod';
import { jsonAnswer, webResponse } from '#app/api/_machine/answer.ts';
import type { MachineContext } from '#app/api/_machine/context.ts';
import { problemAnswer, Refused } from '#app/api/_machine/problem.ts';
import { isReady } from '#lib/services/ops/ready.ts';

export const HealthBody = z.strictObject({ status: z.literal('ok') });

/** A balancer that waits longer has given up on us by then. */
const readyMsMax = 2_000;

/** `GET /healthz`: the process answers. It never touches the database: a restart would not bring that back. */
export function getHealth({ requestId }: MachineContext): Response {
  return webResponse(jsonAnswer(200, { status: 'ok' }, { requestId }));
}

/** `GET /readyz`: send requests here. */
export async function getReady({ requestId }: MachineContext): Promise<Response> {
  const ready = await Promise.race([isReady(), afterMs(readyMsMax)]);
  if (!ready) return webResponse(problemAnswer(new Refused('not_ready'), requestId));
  return webResponse(jsonAnswer(200, { status: 'ok' }, { requestId }));
}

async function afterMs(ms: number): Promise<false> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), ms).unref();
  });
}
