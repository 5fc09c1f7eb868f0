import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { startTestCluster } from '#db/boot/test-cluster.ts';
import { migrate } from '#db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    cluster: { appUrl: string; adminUrl: string; superUrl: string };
  }
}

/** One real PostgreSQL for all files; its migrated database becomes the template that each file clones. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  await migrate({ adminUrl: cluster.adminUrl, appUrl: cluster.appUrl });
  const sql = postgres(cluster.superUrl, { max: 1, onnotice: () => undefined });
  // No stray connection can then block cloning.
  await sql.unsafe('alter database jawort with is_template true allow_connections false');
  await sql.end();
  project.provide('cluster', {
    appUrl: cluster.appUrl,
    adminUrl: cluster.adminUrl,
    superUrl: cluster.superUrl,
  });
  return cluster.stop;
}
