import { z } from 'zod';
import { changing } from '#app/api/_machine/idempotency.ts';
import {
  INBOUND_EFFECTS,
  InboundMessage,
  recordInbound,
  type RecordedInbound,
} from '#lib/services/inbound/record.ts';

export const InboundBody = z.strictObject({
  effect: z.enum(INBOUND_EFFECTS).meta({
    description:
      'confirmed: a code proved a typed number. withdrawn: everything on this identifier ended. objected: advertising stopped. contact_noted: nothing but that somebody wrote. needs_human: look at it; nothing was allowed by it.',
  }),
  as_of: z.string().regex(/^\d+$/u),
});

/** `POST /api/v1/inbound-messages`: what somebody wrote to the firm, from whichever tool received it. */
export const postInboundMessage = changing({
  path: '/api/v1/inbound-messages',
  reads: InboundMessage,
  act: recordInbound,
  status: 200,
  tells: ({ effect, asOf }: RecordedInbound) => ({ effect, as_of: asOf }),
});
