import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startTestCluster } from '#db/boot/test-cluster.ts';
import { migrate } from '#db/migrate.ts';
import { useGivenServer } from './given-server.ts';

export interface Cluster {
  /** The migrated database that each file clones. */
  template: string;
  appUrl: string;
  adminUrl: string;
  /** Of another database; as a superuser. */
  superUrl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster;
  }
}

/**
 * One real PostgreSQL for all files: the built-in one, or the one that DATABASE_URL and DATABASE_ADMIN_URL name. Its
 * migrated database becomes the template that each file clones.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { DATABASE_URL: appUrl = '', DATABASE_ADMIN_URL: adminUrl = '' } = process.env;
  const given = appUrl !== '' && adminUrl !== '';
  const { stop, ...cluster } = given ? await useGivenServer({ appUrl, adminUrl }) : await ownServer();
  // For the set-up alone: programs and settings under test are to see an environment of the test's own.
  delete process.env['DATABASE_URL'];
  delete process.env['DATABASE_ADMIN_URL'];
  const sql = postgres(cluster.superUrl, { max: 1, onnotice: () => undefined });
  // No stray connection can then block cloning.
  await sql.unsafe(`alter database ${cluster.template} with is_template true allow_connections false`);
  await sql.end();
  project.provide('cluster', cluster);
  return stop;
}

async function ownServer(): Promise<Cluster & { stop: () => Promise<void> }> {
  const { appUrl, adminUrl, superUrl, stop } = await startTestCluster();
  await migrate({ adminUrl, appUrl });
  return { template: 'jawort', appUrl, adminUrl, superUrl, stop };
}
