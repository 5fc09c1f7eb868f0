import { bigint, foreignKey, jsonb, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { businessId, bytes, instant } from './columns.ts';
import { contact, identifier } from './contact.ts';
import { event } from './ledger.ts';
import { page, version } from './page.ts';

export const invitation = pgTable(
  'invitation',
  {
    businessId: businessId(),
    invitationId: uuid('invitation_id').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    contactId: uuid('contact_id').notNull(),
    identifierId: uuid('identifier_id').notNull(),
    pageId: uuid('page_id').notNull(),
    deliveredBy: text('delivered_by', { enum: ['whatsapp', 'sms', 'email', 'print', 'none'] }).notNull(),
    /** Who says that it was delivered there: `key:…` or `member:…`. */
    attestedBy: text('attested_by').notNull(),
    locale: text('locale'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    answeredSeq: bigint('answered_seq', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.invitationId] }),
    unique().on(t.businessId, t.tokenHash),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.identifierId],
      foreignColumns: [identifier.businessId, identifier.identifierId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.pageId],
      foreignColumns: [page.businessId, page.pageId],
    }).onDelete('restrict'),
  ],
);

/** What a receipt may speak for: each identifier with the evidence its answer had for it. */
export interface ReceiptSubject {
  identifier: string;
  evidence: string;
}

export const receipt = pgTable(
  'receipt',
  {
    businessId: businessId(),
    receiptId: uuid('receipt_id').notNull(),
    tokenHash: bytes('token_hash').notNull(),
    contactId: uuid('contact_id').notNull(),
    pageId: uuid('page_id').notNull(),
    versionId: text('version_id').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    locale: text('locale').notNull(),
    formNumber: text('form_number').notNull(),
    subjects: jsonb('subjects').$type<ReceiptSubject[]>().notNull(),
    nonceHash: bytes('nonce_hash').notNull(),
    /** Tells a double submit (same answer) from a second one with the same form. */
    bodyHash: bytes('body_hash').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.receiptId] }),
    unique().on(t.businessId, t.tokenHash),
    unique().on(t.businessId, t.nonceHash),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
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

/** A yes that was given with intent to send (§ 7a UWG: the proof's period runs from each use). */
export const consentUse = pgTable(
  'consent_use',
  {
    businessId: businessId(),
    useId: uuid('use_id').notNull(),
    identifierId: uuid('identifier_id').notNull(),
    purpose: text('purpose').notNull(),
    channel: text('channel').notNull(),
    reason: text('reason').notNull(),
    versionId: text('version_id').notNull(),
    asOfSeq: bigint('as_of_seq', { mode: 'number' }).notNull(),
    keyId: uuid('key_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.useId] }),
    foreignKey({
      columns: [t.businessId, t.identifierId],
      foreignColumns: [identifier.businessId, identifier.identifierId],
    }).onDelete('restrict'),
  ],
);

/** The code a person sends from their own account to prove that a typed number is theirs. 24 hours, once. */
export const confirmation = pgTable(
  'confirmation',
  {
    businessId: businessId(),
    confirmationId: uuid('confirmation_id').notNull(),
    /** HMAC of the code under the business's key: a code is short, and its plain hash would be guessed at once. */
    codeIndex: bytes('code_index').notNull(),
    receiptId: uuid('receipt_id').notNull(),
    identifierId: uuid('identifier_id').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedSeq: bigint('used_seq', { mode: 'number' }),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.confirmationId] }),
    unique().on(t.businessId, t.codeIndex),
    unique().on(t.businessId, t.receiptId),
    foreignKey({
      columns: [t.businessId, t.receiptId],
      foreignColumns: [receipt.businessId, receipt.receiptId],
    }).onDelete('restrict'),
    foreignKey({
      columns: [t.businessId, t.identifierId],
      foreignColumns: [identifier.businessId, identifier.identifierId],
    }).onDelete('restrict'),
  ],
);
