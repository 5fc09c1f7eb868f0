import { bigint, foreignKey, pgTable, primaryKey, smallint, text, uuid } from 'drizzle-orm/pg-core';
import { business } from './business.ts';
import { businessId, bytes, instant } from './columns.ts';
import { contact } from './contact.ts';
import { page } from './page.ts';

/** Short address for print and QR -> page. Holds no personal data and is read by the look-up functions only. */
export const shortLink = pgTable(
  'short_link',
  { businessId: businessId(), code: text('code').notNull(), pageId: uuid('page_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.code] }),
    foreignKey({
      columns: [t.businessId, t.pageId],
      foreignColumns: [page.businessId, page.pageId],
    }).onDelete('restrict'),
  ],
);

/** A signed statement of a log's size and root (C2SP signed note). */
export const checkpoint = pgTable(
  'checkpoint',
  {
    businessId: businessId(),
    size: bigint('size', { mode: 'number' }).notNull(),
    root: bytes('root').notNull(),
    note: text('note').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.size] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** The keys that sign checkpoints, with their history. Of the service, not of a firm. */
export const logKey = pgTable('log_key', {
  keyId: text('key_id').primaryKey(),
  publicKey: bytes('public_key').notNull(),
  sealedPrivate: bytes('sealed_private').notNull(),
  createdAt: instant('created_at').notNull(),
  retiredAt: instant('retired_at'),
});

/** One row, written each second: who reads it knows that the database it reads still takes writes. */
export const heartbeat = pgTable('heartbeat', {
  one: smallint('one').primaryKey(),
  writer: uuid('writer').notNull(),
  beat: bigint('beat', { mode: 'number' }).notNull(),
  at: instant('at').notNull(),
});

/** A mail to a customer. Address and text are under the contact's key. */
export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    businessId: businessId(),
    mailId: uuid('mail_id').notNull(),
    kind: text('kind', { enum: ['receipt', 'email_confirmation', 'withdrawal_notice'] }).notNull(),
    contactId: uuid('contact_id').notNull(),
    sealed: bytes('sealed').notNull(),
    state: text('state', { enum: ['queued', 'sent', 'failed', 'bounced', 'complained'] }).notNull(),
    /** The provider's id, by which its webhook names the mail. */
    providerId: text('provider_id'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.mailId] }),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);
