import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql, TransactionSql } from 'postgres';

/*
 * What the driver's `begin` lacks when the server goes away under a transaction (postgres.js 3.4.9):
 * - It sends its own "rollback" on the connection that has just closed, and a timer of its then throws where nobody
 *   can catch it: the process ends because the database did.
 * - Whoever still holds `tx` writes on the same connection object, which by then may belong to another transaction.
 */

type Act<T> = (tx: TransactionSql) => Promise<T>;

/** Codes of the driver and of Node for a connection that is gone. */
const gone = /^(?:CONNECTION_(?:CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|ETIMEDOUT)$/u;
/** From a query's failure until the driver has noticed that the connection is closed: the same turn, or the next. */
const closedMsMax = 1_000;

/** `sql.begin`, but a transaction whose connection is gone neither writes nor rolls back. It throws what closed it. */
export async function guardedBegin<T>(sql: Sql, act: Act<T>): Promise<T> {
  const state = { over: false };
  try {
    const result = await sql.begin(async (tx) => {
      try {
        return { value: await act(fenced(tx, state)) };
      } catch (cause) {
        // The driver would now roll back. It also rejects by itself once the connection is closed: leave it to that.
        if (!state.over && isGone(cause)) await sleep(closedMsMax);
        if (state.over) return await new Promise<never>(() => undefined);
        throw cause; // another connection was meant; this one lives and is rolled back
      }
    });
    return result.value;
  } finally {
    state.over = true;
  }
}

/** For drizzle, which calls `begin` of the client it is given. */
export function withGuardedBegin(sql: Sql): Sql {
  return new Proxy(sql, {
    get: (target, name): unknown =>
      name === 'begin' ? (act: Act<unknown>) => guardedBegin(target, act) : Reflect.get(target, name),
  });
}

function fenced(tx: TransactionSql, state: { readonly over: boolean }): TransactionSql {
  return new Proxy(tx, {
    apply: (target, self, args: unknown[]): unknown => {
      refuseWhenOver(state);
      return Reflect.apply(target, self, args);
    },
    get: (target, name): unknown => {
      if (name === 'unsafe' || name === 'savepoint') refuseWhenOver(state);
      if (name === 'unsafe') return prepared(target);
      return Reflect.get(target, name);
    },
  });
}

/** The query builder asks for no prepared statements, which costs a second round trip and a plan for every statement. */
function prepared(tx: TransactionSql) {
  return (text: string, values: Parameters<TransactionSql['unsafe']>[1]) =>
    tx.unsafe(text, values, { prepare: true });
}

function refuseWhenOver({ over }: { readonly over: boolean }): void {
  if (over) throw new Error('this transaction is over: its connection is gone');
}

function isGone(cause: unknown): boolean {
  for (let at = cause; at instanceof Error; at = at.cause)
    if ('code' in at && typeof at.code === 'string' && gone.test(at.code)) return true;
  return false;
}
