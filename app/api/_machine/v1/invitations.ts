import { z } from 'zod';
import { readWebBody } from '#app/_doors/body.ts';
import { jsonAnswer, webResponse } from '#app/api/_machine/answer.ts';
import { freshKey } from '#app/api/_machine/authenticate.ts';
import { bodyBytesMax, parseBody, readJson } from '#app/api/_machine/body.ts';
import type { MachineContext } from '#app/api/_machine/context.ts';
import { problemAnswer, Refused } from '#app/api/_machine/problem.ts';
import { spendKey } from '#app/api/_machine/rate-limit.ts';
import { config } from '#lib/config.ts';
import {
  createInvitation,
  CreateInvitation,
  type CreatedInvitation,
} from '#lib/services/invitation/create.ts';

export const InvitationBody = z.strictObject({
  id: z.uuid(),
  url: z.url().meta({ description: 'The personal link. It is shown here once and stored only as a hash.' }),
  expires_at: z.iso.datetime({ precision: 6 }),
  notes: z.array(z.enum(['no_inbound_on_file'])),
});

/** `POST /api/v1/invitations`: a personal link for one contact. */
export async function postInvitation({ request, requestId, network }: MachineContext): Promise<Response> {
  let limits: readonly string[] = [];
  try {
    const body = await readWebBody(request, bodyBytesMax);
    if (body.state !== 'read') throw new Refused('body_too_large');
    const { headers } = request;
    const context = await freshKey({ authorization: headers.get('authorization'), network });
    limits = await spendKey(context.keyId);
    const announced = {
      contentType: headers.get('content-type'),
      contentEncoding: headers.get('content-encoding'),
    };
    const created = await createInvitation(
      context,
      parseBody(CreateInvitation, readJson(announced, body.bytes)),
    );
    return webResponse(jsonAnswer(201, invitationBody(created), { requestId, headers: limits }));
  } catch (cause) {
    return webResponse(problemAnswer(cause, requestId, limits));
  }
}

function invitationBody({ id, token, expiresAt, notes }: CreatedInvitation) {
  return { id, url: `${config().appUrl}/i/${token}`, expires_at: expiresAt, notes };
}
