import {
  bigint,
  foreignKey,
  index,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { business } from './business.ts';
import { businessId, bytes, instant } from './columns.ts';
import { contact, identifier } from './contact.ts';
import { version } from './page.ts';

/** Append-only. `leaf` is the exact text that was hashed; what is personal in it is a salted commitment. */
export const event = pgTable(
  'event',
  {
    businessId: businessId(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    eventId: uuid('event_id').notNull(),
    kind: text('kind').notNull(),
    at: instant('at').notNull(),
    contactId: uuid('contact_id'),
    leaf: text('leaf').notNull(),
    leafHash: bytes('leaf_hash').notNull(),
    /** Salt and personal part, under the contact's key: destroying that key empties this and nothing else. */
    sealed: bytes('sealed'),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.seq] }),
    unique().on(t.businessId, t.eventId),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);

/** Which people an event speaks of: an answer can name a number and an e-mail address. */
export const eventContact = pgTable(
  'event_contact',
  {
    businessId: businessId(),
    contactId: uuid('contact_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.contactId, t.seq] }),
    foreignKey({
      columns: [t.businessId, t.seq],
      foreignColumns: [event.businessId, event.seq],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);

/** One row a business: its lock is the order of the log. `frontier` holds the peaks, 32 bytes each. */
export const logHead = pgTable(
  'log_head',
  {
    businessId: businessId(),
    size: bigint('size', { mode: 'number' }).notNull(),
    frontier: bytes('frontier').notNull(),
    lastAt: instant('last_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** Complete subtrees of level 1 and up; level 0 is `event.leaf_hash`. */
export const logNode = pgTable(
  'log_node',
  {
    businessId: businessId(),
    level: smallint('level').notNull(),
    position: bigint('position', { mode: 'number' }).notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.level, t.position] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/**
 * The fold over events, kept so that a check reads one place. `established` rests on evidence,
 * `claimed` on somebody's word: the second stands beside the first and never changes it.
 */
export const consentState = pgTable(
  'consent_state',
  {
    businessId: businessId(),
    identifierId: uuid('identifier_id').notNull(),
    purpose: text('purpose').notNull(),
    channel: text('channel').notNull(),
    standing: text('standing', { enum: ['established', 'claimed'] }).notNull(),
    contactId: uuid('contact_id').notNull(),
    choice: text('choice', { enum: ['requested', 'granted', 'refused', 'withdrawn'] }).notNull(),
    purposeKind: text('purpose_kind', { enum: ['service', 'advertising', 'special'] }).notNull(),
    item: text('item').notNull(),
    versionId: text('version_id').notNull(),
    evidence: text('evidence').notNull(),
    recipients: text('recipients').array().notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    eventId: uuid('event_id').notNull(),
    decidedAt: instant('decided_at').notNull(),
    grantedAt: instant('granted_at'),
    /** When a claim was confirmed by the person's own message. */
    confirmedAt: instant('confirmed_at'),
    expiresAt: instant('expires_at'),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.identifierId, t.purpose, t.channel, t.standing] }),
    index('consent_state_by_contact').on(t.businessId, t.contactId),
    foreignKey({
      columns: [t.businessId, t.identifierId],
      foreignColumns: [identifier.businessId, identifier.identifierId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.versionId],
      foreignColumns: [version.businessId, version.versionId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.seq],
      foreignColumns: [event.businessId, event.seq],
    }).onDelete('restrict'),
  ],
);
