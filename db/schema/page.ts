import { foreignKey, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { business } from './business.ts';
import { businessId, instant } from './columns.ts';

export const page = pgTable(
  'page',
  {
    businessId: businessId(),
    pageId: uuid('page_id').notNull(),
    slug: text('slug').notNull(),
    audience: text('audience', { enum: ['customer', 'supplier', 'employee'] }).notNull(),
    state: text('state', { enum: ['draft', 'live', 'paused'] }).notNull(),
    /** Points into `version`; no foreign key, because the version points back here. */
    currentVersionId: text('current_version_id'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.pageId] }),
    unique().on(t.businessId, t.slug),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** Published text, for ever: the id is the SHA-256 of `content`, and no role of the app may change a row. */
export const version = pgTable(
  'version',
  {
    businessId: businessId(),
    versionId: text('version_id').notNull(),
    pageId: uuid('page_id').notNull(),
    number: integer('number').notNull(),
    content: text('content').notNull(),
    publishedAt: instant('published_at').notNull(),
    publishedBy: text('published_by').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.versionId] }),
    unique().on(t.businessId, t.pageId, t.number),
    foreignKey({
      columns: [t.businessId, t.pageId],
      foreignColumns: [page.businessId, page.pageId],
    }).onDelete('restrict'),
  ],
);

/** Fingerprint -> business, so that `/t/{version}` needs no other address. Read by the look-up functions only. */
export const versionOwner = pgTable(
  'version_owner',
  { businessId: businessId(), versionId: text('version_id').notNull() },
  (t) => [primaryKey({ columns: [t.versionId] })],
);
