import { readWebBody } from '#app/_doors/body.ts';
import { jsonAnswer, webResponse } from '#app/api/_machine/answer.ts';
import { bodyBytesMax } from '#app/api/_machine/body.ts';
import type { MachineContext } from '#app/api/_machine/context.ts';
import { problemAnswer, Refused } from '#app/api/_machine/problem.ts';
import { takeMailReport } from '#lib/services/mail/report.ts';

/** `POST /hooks/resend`: what became of a mail. Signed over the bytes as they came, so they are read before anything else. */
export async function postResendHook({ request, requestId }: MachineContext): Promise<Response> {
  try {
    const body = await readWebBody(request, bodyBytesMax);
    if (body.state !== 'read') throw new Refused('body_too_large');
    const header = (name: string) => request.headers.get(`svix-${name}`) ?? '';
    const taken = await takeMailReport({
      body: body.bytes,
      id: header('id'),
      timestamp: header('timestamp'),
      signature: header('signature'),
    });
    if (!taken) throw new Refused('signature_invalid');
    return webResponse(jsonAnswer(200, { status: 'ok' }, { requestId }));
  } catch (cause) {
    return webResponse(problemAnswer(cause, requestId));
  }
}
