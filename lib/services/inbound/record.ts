import { z } from 'zod';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { ContactQuestion } from '#lib/domain/check/question.ts';
import type { EventBody } from '#lib/domain/consent/event.ts';
import { saidAt } from '#lib/domain/consent/said-at.ts';
import { Forbidden } from '#lib/domain/errors.ts';
import type { TaskId } from '#lib/domain/ids.ts';
import { messageLengthMax, readMessage, type ReadMessage } from '#lib/domain/message/read.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { confirmByMessage } from '#lib/services/consent/confirm.ts';
import { settleNoes } from '#lib/services/consent/settle.ts';
import { withdrawAsSaid } from '#lib/services/consent/withdraw-said.ts';
import { findOrNoteContact, type KnownIdentifier } from '#lib/services/contact/find-or-note.ts';
import { readContact } from '#lib/services/contact/read.ts';
import { actOnce, endOnce, type Once } from '#lib/services/idempotency/act-once.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { lockLog, type LockedHead } from '#db/queries/ledger.ts';
import { openTask, type TaskKind } from '#db/queries/task.ts';

export const InboundMessage = z.strictObject({
  channel: Channel,
  from: ContactQuestion,
  text: z.string().max(messageLengthMax),
  /** When it reached the firm, ISO 8601 with offset; at most five minutes ahead of us. */
  received_at: z.iso.datetime({ offset: true }),
  topic: z.string().min(1).max(200).optional(),
});
export type InboundMessage = z.infer<typeof InboundMessage>;

export const INBOUND_EFFECTS = [
  'confirmed',
  'withdrawn',
  'objected',
  'contact_noted',
  'needs_human',
] as const;
export type InboundEffect = (typeof INBOUND_EFFECTS)[number];

export interface RecordedInbound {
  effect: InboundEffect;
  asOf: string;
}

/**
 * A message that reached the firm. Its text is read once and kept nowhere: a code proves a claim, words of refusal end or
 * hold up consent, anything else is noted as contact. Everything in one transaction.
 */
export async function recordInbound(
  ctx: KeyContext,
  input: InboundMessage,
  once: Once<RecordedInbound> | null = null,
): Promise<RecordedInbound> {
  if (!ctx.scopes.includes('write')) throw new Forbidden('scope_missing');
  const who = readContact(input.from);
  const message = readMessage(input.text);
  const act = message.kind === 'plain' ? actOnce : endOnce;
  return act(ctx, once, async (tx) => {
    const locked = await lockLog(tx, ctx.businessId);
    const receivedAt = saidAt(input.received_at, locked.at, 'received_at');
    if (message.kind === 'stop') {
      const said = { how: 'message', madeAt: receivedAt } as const;
      const { size } = await withdrawAsSaid(tx, ctx, locked, who, said);
      return { effect: 'withdrawn', asOf: String(size) };
    }
    const sender = await findOrNoteContact(tx, ctx.keys, who, locked.at);
    const head = await settleNoes(tx, ctx.businessId, locked, [sender.identifierId]);
    const act = new Act(tx, ctx, head, sender);
    return message.kind === 'plain'
      ? act.answerPlain(message, { channel: input.channel, receivedAt })
      : act.object(message.kind);
  });
}

/** What one message of one known sender leads to. */
class Act {
  readonly #tx: BusinessTx;
  readonly #ctx: KeyContext;
  readonly #head: LockedHead;
  readonly #sender: KnownIdentifier;

  constructor(tx: BusinessTx, ctx: KeyContext, head: LockedHead, sender: KnownIdentifier) {
    this.#tx = tx;
    this.#ctx = ctx;
    this.#head = head;
    this.#sender = sender;
  }

  /** Unclear words stop advertising at once, and a person looks at the rest (R49). */
  async object(kind: 'no_advertising' | 'unclear'): Promise<RecordedInbound> {
    const asOf = await this.#record('objected', {
      how: kind === 'unclear' ? 'unclear_message' : 'message',
      identifier: this.#sender.identifierId,
      attested_by: this.#attestedBy(),
    });
    if (kind === 'no_advertising') return { effect: 'objected', asOf };
    await this.#ask('unclear_message');
    return { effect: 'needs_human', asOf };
  }

  async answerPlain(
    message: Extract<ReadMessage, { kind: 'plain' }>,
    at: { channel: Channel; receivedAt: string },
  ): Promise<RecordedInbound> {
    const { codes, negated } = message;
    const sent = { codes, negated, ...at, sender: this.#sender };
    const confirming = await confirmByMessage(this.#tx, this.#ctx, this.#head, sent);
    if (confirming.state === 'confirmed') return { effect: 'confirmed', asOf: String(confirming.size) };

    const asOf = await this.#record('inbound', {
      channel: at.channel,
      identifier: this.#sender.identifierId,
      received_at: at.receivedAt,
      attested_by: this.#attestedBy(),
    });
    const mistyped = confirming.state === 'no_code' && message.affirms && codes.length > 0;
    if (confirming.state === 'no_code' && !mistyped) return { effect: 'contact_noted', asOf };
    await this.#ask(confirming.state === 'other_sender' ? 'code_from_other_sender' : 'unclear_message');
    return { effect: 'needs_human', asOf };
  }

  async #record<K extends 'inbound' | 'objected'>(kind: K, body: EventBody<K>): Promise<string> {
    const { contactId, identifierId } = this.#sender;
    const event = await recordConsent(this.#tx, this.#ctx.businessId, this.#head, {
      kind,
      contact: contactId,
      holders: new Map([[identifierId, contactId]]),
      body,
    });
    return String(event.seq + 1);
  }

  async #ask(kind: TaskKind): Promise<void> {
    await openTask(this.#tx, this.#ctx.businessId, {
      taskId: newId<TaskId>(),
      kind,
      contactId: this.#sender.contactId,
      at: this.#head.at,
    });
  }

  #attestedBy(): string {
    return `key:${this.#ctx.keyId}`;
  }
}
