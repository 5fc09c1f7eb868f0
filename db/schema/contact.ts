import { foreignKey, pgTable, primaryKey, smallint, text, unique, uuid } from 'drizzle-orm/pg-core';
import { business } from './business.ts';
import { businessId, bytes, instant } from './columns.ts';

export const contact = pgTable(
  'contact',
  {
    businessId: businessId(),
    contactId: uuid('contact_id').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.contactId] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** In a table of its own: erasing a person destroys this row physically, and the rest stays provable. */
export const contactKey = pgTable(
  'contact_key',
  {
    businessId: businessId(),
    contactId: uuid('contact_id').notNull(),
    wrapped: bytes('wrapped').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.contactId] }),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);

export const identifier = pgTable(
  'identifier',
  {
    businessId: businessId(),
    identifierId: uuid('identifier_id').notNull(),
    contactId: uuid('contact_id').notNull(),
    kind: text('kind', { enum: ['phone', 'email', 'whatsapp_user_id', 'reference'] }).notNull(),
    keyVersion: smallint('key_version').notNull(),
    blindIndex: bytes('blind_index').notNull(),
    sealed: bytes('sealed').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.identifierId] }),
    unique().on(t.businessId, t.kind, t.keyVersion, t.blindIndex),
    foreignKey({
      columns: [t.businessId, t.contactId],
      foreignColumns: [contact.businessId, contact.contactId],
    }).onDelete('restrict'),
  ],
);
