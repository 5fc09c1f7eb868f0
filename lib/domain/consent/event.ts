import { z } from 'zod';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import { Evidence } from './evidence.ts';

/*
 * The bodies of ledger events, as they stand in the leaf. Every decision says by itself what it covers, so that the
 * fold needs nothing but events. No personal data: people and identifiers appear as random ids.
 */

const Uuid = z.uuid();

/** One purpose on one channel for one identifier, with the evidence this act has for that identifier. */
export const Cover = z.strictObject({
  purpose: z.string(),
  channel: Channel,
  identifier: Uuid,
  evidence: Evidence,
});
export type Cover = z.infer<typeof Cover>;

/** An item that was shown, and the choice made on it. `covers` is empty where no identifier was given for its channel. */
export const ItemDecision = z.strictObject({
  item: z.string(),
  kind: PurposeKind,
  choice: z.enum(['granted', 'refused']),
  covers: z.array(Cover),
  recipients: z.array(z.string()),
  expires_at: z.string().nullable(),
});
export type ItemDecision = z.infer<typeof ItemDecision>;

export const Requested = z.strictObject({
  invitation: Uuid,
  page: Uuid,
  version: z.string(),
  delivered_by: z.enum(['whatsapp', 'sms', 'email', 'print', 'none']),
  attested_by: z.string(),
  items: z.array(
    z.strictObject({
      item: z.string(),
      kind: PurposeKind,
      covers: z.array(Cover),
      recipients: z.array(z.string()),
    }),
  ),
});

export const Answered = z.strictObject({
  method: z.enum(['public_page', 'invitation']),
  page: Uuid,
  version: z.string(),
  locale: z.string(),
  /** SHA-256 of the notice as it was shown (R40). */
  notice_hash: z.string(),
  shown_at: z.string(),
  button: z.string(),
  invitation: Uuid.nullable(),
  receipt: Uuid,
  decisions: z.array(ItemDecision),
});

/**
 * `targets` are the lines that end, each with the evidence that line has. `stops`: identifiers nobody may write to any
 * more, whatever stands on them (withdrawing without a link, STOP in a chat). `receipt` only where one was used.
 */
export const Withdrawn = z.strictObject({
  how: z.enum(['receipt', 'public_form', 'message', 'mail_header', 'api']),
  receipt: Uuid.nullable(),
  /** The answer that receipt is of: of unproven lines, only that answer's own end. */
  answer: z.int().optional(),
  scope: z.string(),
  targets: z.array(Cover),
  stops: z.array(Uuid),
  /** Who told us, where it was not the person's own hand: `key:…`. */
  attested_by: z.string().optional(),
  /** When the person said it, where that was before it was recorded. */
  made_at: z.string().optional(),
  /** The way it reached the firm (`call`, `letter`, …), as the firm says. */
  way: z.string().optional(),
});

/** The person sent the code from the account it was about: what was claimed then is proven from now on. */
export const Confirmed = z.strictObject({
  confirmation: Uuid,
  receipt: Uuid,
  channel: Channel,
  evidence: Evidence,
  attested_by: z.string(),
  received_at: z.string().nullable(),
  covers: z.array(Cover),
  /** Stops that end, because the answer that is confirmed came after them. */
  lifts: z
    .array(z.strictObject({ identifier: Uuid, kind: z.enum(['withdrawn_all', 'objected']) }))
    .optional(),
});

/** A message came from this account. What it said is not kept. */
export const Inbound = z.strictObject({
  channel: Channel,
  identifier: Uuid,
  received_at: z.string(),
  attested_by: z.string(),
});

/** Art. 21 GDPR, or words that may mean it: advertising stops until the person says otherwise. */
export const Objected = z.strictObject({
  how: z.enum(['message', 'unclear_message', 'api']),
  identifier: Uuid,
  attested_by: z.string(),
});

export const VersionPublished = z.strictObject({
  page: Uuid,
  version: z.string(),
  number: z.int(),
  by: z.string(),
});
/** Opened or closed by hand; a new text is `version_published`. */
export const PageChanged = z.strictObject({ page: Uuid, state: z.enum(['live', 'paused']), by: z.string() });
export const BusinessSuspended = z.strictObject({ by: z.string() });
export const BusinessResumed = z.strictObject({ by: z.string() });

const at = { seq: z.int(), id: z.string(), at: z.string() };

export const ConsentEvent = z.discriminatedUnion('kind', [
  z.object({ ...at, kind: z.literal('requested'), body: Requested }),
  z.object({ ...at, kind: z.literal('answered'), body: Answered }),
  z.object({ ...at, kind: z.literal('withdrawn'), body: Withdrawn }),
  z.object({ ...at, kind: z.literal('confirmed'), body: Confirmed }),
  z.object({ ...at, kind: z.literal('inbound'), body: Inbound }),
  z.object({ ...at, kind: z.literal('objected'), body: Objected }),
  z.object({ ...at, kind: z.literal('version_published'), body: VersionPublished }),
  z.object({ ...at, kind: z.literal('page_changed'), body: PageChanged }),
  z.object({ ...at, kind: z.literal('business_suspended'), body: BusinessSuspended }),
  z.object({ ...at, kind: z.literal('business_resumed'), body: BusinessResumed }),
]);
export type ConsentEvent = z.infer<typeof ConsentEvent>;
export type EventKind = ConsentEvent['kind'];
export type EventBody<K extends EventKind> = Extract<ConsentEvent, { kind: K }>['body'];
