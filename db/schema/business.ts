import {
  foreignKey,
  index,
  integer,
  interval,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { businessId, bytes, instant } from './columns.ts';

/** A firm, or its test twin (mode `test`): same tables, same code, own row. */
export const business = pgTable(
  'business',
  {
    businessId: businessId(),
    slug: text('slug').notNull(),
    mode: text('mode', { enum: ['live', 'test'] }).notNull(),
    /** Live row: its current twin. Twin: null. */
    twinId: uuid('twin_id'),
    /** Only a twin's clock may run ahead (constraint in the fences migration). */
    clockOffset: interval('clock_offset').notNull().default('0'),
    state: text('state', { enum: ['active', 'suspended'] })
      .notNull()
      .default('active'),
    profile: jsonb('profile').$type<BusinessProfile>().notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.businessId] })],
);

/** Public address -> business. Holds no personal data and is read by the look-up functions only. */
export const businessSlug = pgTable(
  'business_slug',
  { businessId: businessId(), slug: text('slug').notNull() },
  (t) => [primaryKey({ columns: [t.slug] })],
);

/** The business's data key, wrapped by the master key. */
export const businessKey = pgTable(
  'business_key',
  { businessId: businessId(), wrapped: bytes('wrapped').notNull() },
  (t) => [
    primaryKey({ columns: [t.businessId] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

export const member = pgTable(
  'member',
  {
    businessId: businessId(),
    memberId: uuid('member_id').notNull(),
    userId: text('user_id').notNull(),
    role: text('role', { enum: ['owner', 'office', 'field', 'reviewer', 'developer'] }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.memberId] }),
    unique().on(t.businessId, t.userId),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
    // The only index that does not lead with the business: a person's memberships are found before it is known.
    index('member_by_user').on(t.userId),
  ],
);

export const apiKey = pgTable(
  'api_key',
  {
    businessId: businessId(),
    keyId: uuid('key_id').notNull(),
    mode: text('mode', { enum: ['live', 'test'] }).notNull(),
    keyHash: bytes('key_hash').notNull(),
    /** The last characters, so that people can tell keys apart; the key itself is shown once. */
    hint: text('hint').notNull(),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.keyId] }),
    unique().on(t.businessId, t.keyHash),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);

/** First outcome of a request that changed state, so that a retry gets the same answer. */
export const idempotency = pgTable(
  'idempotency',
  {
    businessId: businessId(),
    keyId: uuid('key_id').notNull(),
    idempotencyKey: text('idempotency_key').notNull(),
    requestHash: bytes('request_hash').notNull(),
    status: integer('status').notNull(),
    response: text('response').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.businessId, t.keyId, t.idempotencyKey] }),
    foreignKey({ columns: [t.businessId], foreignColumns: [business.businessId] }).onDelete('restrict'),
  ],
);
