import type { z } from 'zod';
import type { InboundMessage } from '#lib/services/inbound/record.ts';
import type { CreateWithdrawal } from '#lib/services/consent/withdraw-api.ts';
import type { InboundBody } from './v1/inbound-messages.ts';
import type { WithdrawalBody } from './v1/withdrawals.ts';

/* What people said to the firm some other way than on a page: described here, put together in openapi.ts. */

const message: InboundMessage = {
  channel: 'whatsapp',
  from: { phone: '0176 04069042' },
  text: 'Ja, Nr. 7QXK-3M2B',
  received_at: '2026-11-24T14:31:00+01:00',
};
const messageRead: z.infer<typeof InboundBody> = { effect: 'confirmed', as_of: '119' };
const withdrawal: CreateWithdrawal = {
  contact: { phone: '0176 04069042' },
  made_at: '2026-11-24T14:20:00+01:00',
  how: 'call',
};
const withdrawn: z.infer<typeof WithdrawalBody> = {
  withdrawn: [{ purpose: 'order', channel: 'whatsapp' }],
  as_of: '120',
};
const unknown: z.infer<typeof WithdrawalBody> = { withdrawn: [], as_of: '120' };

export interface Said {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description: string;
  shown: object;
  answers: Readonly<Record<string, object>>;
}

export const inboundMessages: Said = {
  operationId: 'createInboundMessage',
  tags: ['inbound-messages'],
  summary: 'Somebody wrote to the firm',
  description:
    'Scope: write. Hand over every message as it came; its text is read once and not stored. The code of a receipt, sent over WhatsApp from the number that was typed, confirms what was claimed. STOP, ABMELDEN, WIDERRUF and the like withdraw everything, KEINE WERBUNG stops advertising, unclear words stop advertising and ask for a person. No text ever allows anything without such a code. A topic is accepted and not kept.',
  shown: message,
  answers: { confirmed: messageRead },
};

export const withdrawals: Said = {
  operationId: 'createWithdrawal',
  tags: ['withdrawals'],
  summary: 'Somebody took their consent back',
  description:
    'Scope: write. For what your people heard on the phone, read in a letter, were told in person. Nothing named: everything ends, and every check says no until the person agrees anew. Somebody unknown is kept as a keyed hash for twelve months, with the same answer. recipient is not supported yet and is refused.',
  shown: withdrawal,
  answers: { withdrawn, unknown },
};
