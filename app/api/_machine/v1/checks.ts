import { answerCheck } from '#app/api/_machine/answer-check.ts';
import { webResponse } from '#app/api/_machine/answer.ts';
import { problemAnswer, Refused } from '#app/api/_machine/problem.ts';
import { bodyBytesMax } from '#app/api/_machine/body.ts';
import { readWebBody } from '#app/_doors/body.ts';
import type { MachineContext } from '#app/api/_machine/context.ts';

/** `POST /api/v1/checks` behind Next, and for spellings of the address that the fast lane leaves to the router. */
export async function postCheck({ request, requestId, network }: MachineContext): Promise<Response> {
  const body = await readWebBody(request, bodyBytesMax);
  if (body.state !== 'read') return webResponse(problemAnswer(new Refused('body_too_large'), requestId));
  const { headers } = request;
  const answer = await answerCheck(
    {
      authorization: headers.get('authorization'),
      contentType: headers.get('content-type'),
      contentEncoding: headers.get('content-encoding'),
      acceptLanguage: headers.get('accept-language'),
      idempotencyKey: headers.get('idempotency-key'),
      network,
      requestId,
    },
    body.bytes,
  );
  return webResponse(answer);
}
