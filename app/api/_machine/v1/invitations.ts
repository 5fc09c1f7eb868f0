import { z } from 'zod';
import { changing } from '#app/api/_machine/idempotency.ts';
import { config } from '#lib/config.ts';
import {
  createInvitation,
  CreateInvitation,
  type CreatedInvitation,
} from '#lib/services/invitation/create.ts';

export const InvitationBody = z.strictObject({
  id: z.uuid(),
  url: z.url().meta({
    description:
      'The personal link. It is stored as a hash, and for 72 hours sealed with the answer if you sent an Idempotency-Key.',
  }),
  expires_at: z.iso.datetime({ precision: 6 }),
  notes: z.array(z.enum(['no_inbound_on_file'])),
});

/** `POST /api/v1/invitations`: a personal link for one contact. */
export const postInvitation = changing({
  path: '/api/v1/invitations',
  reads: CreateInvitation,
  act: createInvitation,
  status: 201,
  tells: ({ id, token, expiresAt, notes }: CreatedInvitation) => ({
    id,
    url: `${config().appUrl}/i/${token}`,
    expires_at: expiresAt,
    notes,
  }),
});
