import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';

export const bytes = customType<{ data: Buffer; driverData: Buffer }>({
  dataType: () => 'bytea',
});

/** Instants stay text: a JavaScript Date would lose the microseconds that order events. */
export const instant = (name: string) =>
  timestamp(name, { withTimezone: true, mode: 'string', precision: 6 });

/** The first column of every tenant table, and the first of every key on it. */
export const businessId = () => uuid('business_id').notNull();
