import { sql } from 'drizzle-orm';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { txPool } from './client.ts';
import { commitsInDoubt } from './commit-doubt.ts';

type PlainTx = Parameters<Parameters<ReturnType<typeof txPool>['transaction']>[0]>[0];

declare const tenant: unique symbol;
/** A transaction that sees one business's rows and no other's. Only `inBusiness` makes one. */
export type BusinessTx = PlainTx & { readonly [tenant]: true };

/**
 * The way to a tenant's rows: one transaction with the tenant set for its length, and row-level security doing the
 * rest. Inside, use `tx` and nothing else: another connection has no tenant and would answer with nothing.
 * Throws Unavailable('commit_in_doubt') where the standby may lack what was committed: not done, and not undone either.
 */
export async function inBusiness<T>(businessId: BusinessId, act: (tx: BusinessTx) => Promise<T>): Promise<T> {
  const doubtsBefore = commitsInDoubt();
  const done = await txPool().transaction(async (tx) => {
    const result = await fenced(tx, businessId, act);
    await globalThis.jawortFault?.('before-commit');
    return result;
  });
  if (commitsInDoubt() !== doubtsBefore) throw new Unavailable('commit_in_doubt');
  await globalThis.jawortFault?.('after-commit-before-reply');
  return done;
}

/**
 * The same for several reads that must agree with each other: all of them see one instant, whoever writes meanwhile.
 * Writing is refused.
 */
export async function inBusinessSnapshot<T>(
  businessId: BusinessId,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  return txPool().transaction((tx) => fenced(tx, businessId, act), {
    isolationLevel: 'repeatable read',
    accessMode: 'read only',
  });
}

/** Part of a transaction that can be taken back alone: what `act` wrote is gone when it throws, what was before stays. */
export async function inSavepoint<T>(tx: BusinessTx, act: (tx: BusinessTx) => Promise<T>): Promise<T> {
  // The tenant was set for the whole transaction, so for this part of it too.
  return tx.transaction((part) => act(part as BusinessTx));
}

async function fenced<T>(
  tx: PlainTx,
  businessId: BusinessId,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  await tx.execute(sql`select set_config('app.business_id', ${businessId}, true)`);
  return act(tx as BusinessTx);
}

/** Every write says how many rows it touched; another number means a wrong tenant or a lost race, never "fine". */
export function assertRows(
  result: { readonly count: number } | { readonly length: number },
  expected: number,
  what: string,
): void {
  const actual =
    'count' in result && typeof result.count === 'number'
      ? result.count
      : 'length' in result
        ? result.length
        : -1;
  if (actual !== expected) throw new RowCountError(what, expected, actual);
}

export class RowCountError extends Error {
  constructor(what: string, expected: number, actual: number) {
    super(`${what}: ${String(actual)} rows written instead of ${String(expected)}`);
    this.name = 'RowCountError';
  }
}
