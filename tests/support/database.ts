import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, inject } from 'vitest';
import { closePools } from '#db/client.ts';
import { closeQueue } from '#lib/adapters/queue/boss.ts';
import { completeConfig } from '#lib/config.ts';
import type {} from './database-setup.ts';
import { leaseOff } from './lease-off.ts';

export interface TestDatabase {
  appUrl: string;
  adminUrl: string;
  /** Superuser, in the file's own database: to look past every fence. */
  superUrl: string;
}

/** A database of this file's own, empty but migrated, and a configuration that points to it. */
export function useDatabase(): TestDatabase {
  const at: TestDatabase = { appUrl: '', adminUrl: '', superUrl: '' };
  const name = `t_${randomBytes(6).toString('hex')}`;
  beforeAll(async () => {
    leaseOff();
    const cluster = inject('cluster');
    await withSuperuser(
      cluster.superUrl,
      `create database ${name} template ${cluster.template} owner ${new URL(cluster.adminUrl).username} strategy file_copy`,
    );
    Object.assign(at, {
      appUrl: named(cluster.appUrl, name),
      adminUrl: named(cluster.adminUrl, name),
      superUrl: named(cluster.superUrl, name),
    });
    completeConfig({
      databaseUrl: at.appUrl,
      databaseAdminUrl: at.adminUrl,
      masterKey: randomBytes(32),
      authSecret: randomBytes(32).toString('base64'),
    });
  });
  afterAll(async () => {
    await closeQueue();
    await closePools();
    await withSuperuser(inject('cluster').superUrl, `drop database ${name} with (force)`);
  });
  return at;
}

async function withSuperuser(url: string, statement: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

function named(url: string, database: string): string {
  const copy = new URL(url);
  copy.pathname = `/${database}`;
  return copy.href;
}
