import { drizzle } from 'drizzle-orm/postgres-js';
import postgres, { type TransactionSql } from 'postgres';
import { config } from '#lib/config.ts';
import { forget, once } from '#lib/once.ts';
import { noticeDoubt } from './commit-doubt.ts';
import { guardedBegin, withGuardedBegin } from './guarded-begin.ts';

/*
 * Pools that are never mixed. postgres.js loses acknowledged writes when `begin` and plain queries share a
 * pool: a connection can be left inside a transaction that the client does not know of, and the next "successful"
 * insert is gone when it closes. So one pool only begins (heartbeats have one of
 * their own), one only reads, one serves the sign-in tables.
 * The `role` each connection takes at start-up is the second fence: it may do no more than its pool is for.
 */
const shared = {
  max_lifetime: 600,
  connect_timeout: 5,
  // The driver's own pauses grow to 20 s: a database that is back would be away for us that much longer.
  backoff: (failures: number) => Math.min(0.5, 0.05 * failures),
  onnotice: noticeDoubt,
} as const;

function txSql() {
  return once('pool.tx', () =>
    postgres(config().databaseUrl, {
      ...shared,
      max: 12,
      connection: {
        application_name: 'jawort-tx',
        role: 'jawort_app',
        statement_timeout: 10_000,
        lock_timeout: 5_000,
        idle_in_transaction_session_timeout: 5_000,
      },
    }),
  );
}

/**
 * Only `begin`, and nothing else is handed out. Everything that writes, and every read of a tenant's rows, goes through
 * `inBusiness`.
 */
export function txPool() {
  return once('drizzle.tx', () => {
    const db = drizzle(withGuardedBegin(txSql()));
    return { transaction: db.transaction.bind(db) };
  });
}

/** Never begins, may only execute the look-up functions. */
export function readPool() {
  return once('pool.read', () =>
    postgres(config().databaseUrl, {
      ...shared,
      max: 4,
      connection: {
        application_name: 'jawort-read',
        role: 'jawort_check',
        default_transaction_read_only: true,
        statement_timeout: 2_000,
      },
    }),
  );
}

/** Never begins; next-auth's tables only. */
export function authPool() {
  return once('drizzle.auth', () => drizzle(authSql()));
}

function authSql() {
  return once('pool.auth', () =>
    postgres(config().databaseUrl, {
      ...shared,
      max: 3,
      connection: { application_name: 'jawort-auth', role: 'jawort_auth', statement_timeout: 5_000 },
    }),
  );
}

/** Only `begin`, for heartbeats alone: when every other connection waits, a process must still learn where it stands. */
export function heartbeatPool() {
  const sql = heartbeatSql();
  return { begin: <T>(act: (tx: TransactionSql) => Promise<T>) => guardedBegin(sql, act) };
}

function heartbeatSql() {
  return once('pool.heartbeat', () =>
    postgres(config().databaseUrl, {
      ...shared,
      max: 2,
      connection: {
        application_name: 'jawort-heartbeat',
        role: 'jawort_app',
        synchronous_commit: 'on',
        statement_timeout: 2_000,
        idle_in_transaction_session_timeout: 5_000,
      },
    }),
  );
}

export async function closePools(): Promise<void> {
  await Promise.all([
    txSql().end({ timeout: 5 }),
    readPool().end({ timeout: 5 }),
    authSql().end({ timeout: 5 }),
    heartbeatSql().end({ timeout: 5 }),
  ]);
  for (const name of ['pool.tx', 'drizzle.tx', 'pool.read', 'drizzle.auth', 'pool.auth', 'pool.heartbeat'])
    forget(name);
}
