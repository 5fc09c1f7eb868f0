import postgres from 'postgres';
import { sqlStateOf } from '#db/sql-state.ts';

export type Sql = postgres.Sql;

/** One connection; `role` is taken on at start-up, as the pools do. */
export function connect(url: string, role: string | null): Sql {
  return postgres(url, { max: 1, onnotice: () => undefined, connection: role === null ? {} : { role } });
}

/** The same, ended afterwards. */
export async function asRole<T>(url: string, role: string | null, act: (sql: Sql) => Promise<T>): Promise<T> {
  const sql = connect(url, role);
  try {
    return await act(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** What the database says to a statement: its SQLSTATE, or how many rows it touched. Inside a transaction that is always taken back, so that one refusal does not spoil the next statement. */
export async function tried(
  sql: Sql,
  tenant: string | null,
  statement: string,
  values: string[] = [],
): Promise<string | number> {
  let outcome: string | number = 'not tried';
  const undo = new Error('taken back on purpose');
  try {
    await sql.begin(async (tx) => {
      if (tenant !== null) await tx`select set_config('app.business_id', ${tenant}, true)`;
      const rows = await tx.unsafe(statement, values);
      outcome = rows.count;
      throw undo;
    });
  } catch (cause) {
    if (cause === undo) return outcome;
    const state = sqlStateOf(cause);
    if (state === null) throw cause;
    return state;
  }
  return outcome;
}
