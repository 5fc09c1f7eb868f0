import { sql } from 'drizzle-orm';
import { fromDrizzle } from 'pg-boss';
import type { BusinessTx } from '#db/in-business.ts';

/** Lets the queue write its row through the act's own transaction. */
export function throughTransaction(tx: BusinessTx) {
  return fromDrizzle(tx, sql);
}
