import { sql } from 'drizzle-orm';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { txPool } from './client.ts';
import { commitsInDoubt } from './commit-doubt.ts';
import { gate, type GateName } from './gate.ts';

type PlainTx = Parameters<Parameters<ReturnType<typeof txPool>['transaction']>[0]>[0];

declare const tenant: unique symbol;
/** A transaction that sees one business's rows and no other's. Only `inBusiness` makes one. */
export type BusinessTx = PlainTx & { readonly [tenant]: true };

/**
 * The way to a tenant's rows: one transaction with the tenant set for its length, and row-level security doing the
 * rest. Inside, use `tx` and nothing else: another connection has no tenant and would answer with nothing.
 * Throws Unavailable('commit_in_doubt') where the standby may lack what was committed: not done, and not undone either;
 * Unavailable('overloaded') where too many wait.
 */
export function inBusiness<T>(businessId: BusinessId, act: (tx: BusinessTx) => Promise<T>): Promise<T> {
  return throughGate('acts', businessId, act);
}

/** The same for what ends a consent, with places of its own: however many want in, whoever wants out gets out. */
export function inBusinessToEnd<T>(businessId: BusinessId, act: (tx: BusinessTx) => Promise<T>): Promise<T> {
  return throughGate('withdrawals', businessId, act);
}

async function throughGate<T>(
  name: GateName,
  businessId: BusinessId,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  const doubtsBefore = commitsInDoubt();
  const after: (() => void)[] = [];
  const done = await gate(name).through(() =>
    txPool().transaction(async (tx) => {
      later.set(tx, after);
      const result = await fenced(tx, businessId, act);
      await globalThis.jawortFault?.('before-commit');
      return result;
    }),
  );
  if (commitsInDoubt() !== doubtsBefore) throw new Unavailable('commit_in_doubt');
  for (const tell of after) tell();
  await globalThis.jawortFault?.('after-commit-before-reply');
  return done;
}

const later = new WeakMap<PlainTx, (() => void)[]>();

/** For counts: `tell` is called once the transaction is committed, and never if it is not. It must not throw. */
export function afterCommit(tx: BusinessTx, tell: () => void): void {
  later.get(tx)?.push(tell);
}

/**
 * The same for several reads that must agree with each other: all of them see one instant, whoever writes meanwhile.
 * Writing is refused.
 */
export async function inBusinessSnapshot<T>(
  businessId: BusinessId,
  act: (tx: BusinessTx) => Promise<T>,
): Promise<T> {
  return gate('acts').through(() =>
    txPool().transaction((tx) => fenced(tx, businessId, act), {
      isolationLevel: 'repeatable read',
      accessMode: 'read only',
    }),
  );
}

/** Part of a transaction that can be taken back alone: what `act` wrote is gone when it throws, what was before stays. */
export async function inSavepoint<T>(tx: BusinessTx, act: (tx: BusinessTx) => Promise<T>): Promise<T> {
  // The tenant was set for the whole transaction, so for this part of it too.
  const after: (() => void)[] = [];
  const result = await tx.transaction((part) => {
    later.set(part, after);
    return act(part as BusinessTx);
  });
  later.get(tx)?.push(...after);
  return result;
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
