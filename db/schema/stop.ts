import { bigint, foreignKey, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { business } from './business.ts';
import { businessId, bytes, instant } from './columns.ts';
import { contact, identifier } from './contact.ts';
import { event } from './ledger.ts';

/** What stands against a person whatever they agreed to; ended only by an event that lifts it. Part of the fold. */
export const contactStop = pgTable(
  'contact_stop',
  {
    businessId: businessId(),
    identifierId: uuid('identifier_id').notNull(),
    kind: text('kind', { enum: ['withdrawn_all', 'objected'] }).notNull(),
    contactId: uuid('contact_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    eventId: uuid('event_id').notNull(),
    at: instant('at').notNull(),
    /** The event that ended it; null while it stands. */
    liftedSeq: bigint('lifted_seq', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.identifierId, t.kind] }),
    foreignKey({
      columns: [t.businessId, t.identifierId],
      foreignColumns: [identifier.businessId, identifier.identifierId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.seq],
      foreignColumns: [event.businessId, event.seq],
    }).onDelete('restrict'),
  ],
);

/**
 * Where a No came from that has not become an event: the page's form, the form beyond its limits, a message, the firm's
 * own tool. `settled`: it has become one. All of them count in the check alike.
 */
export const SUPPRESSION_REASONS = ['withdrawn', 'queued', 'message', 'api', 'settled'] as const;
export type SuppressionReason = (typeof SUPPRESSION_REASONS)[number];

/**
 * A No of somebody we do not know: only the keyed hash of what was typed, for twelve months. The check finds it by the
 * same index as an identifier.
 */
export const suppression = pgTable(
  'suppression',
  {
    businessId: businessId(),
    kind: text('kind', { enum: ['phone', 'email'] }).notNull(),
    keyVersion: smallint('key_version').notNull(),
    blindIndex: bytes('blind_index').notNull(),
    reason: text('reason', { enum: SUPPRESSION_REASONS }).notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.kind, t.keyVersion, t.blindIndex] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** Something a person of the firm must look at: the machine does not guess. */
export const humanTask = pgTable(
  'human_task',
  {
    businessId: businessId(),
    taskId: uuid('task_id').notNull(),
    kind: text('kind', { enum: ['unclear_message', 'code_from_other_sender', 'withdrawal_peak'] }).notNull(),
    contactId: uuid('contact_id'),
    createdAt: instant('created_at').notNull(),
    doneAt: instant('done_at'),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.taskId] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);
