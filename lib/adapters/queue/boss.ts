import { PgBoss, type ConstructorOptions } from 'pg-boss';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { log } from '#lib/adapters/log/log.ts';
import type { JobPayloads, Queue } from '#lib/domain/jobs/queues.ts';

type Executor = NonNullable<NonNullable<Parameters<PgBoss['send']>[2]>['db']>;

/**
 * The queue, over its own small pool (pg-boss brings `pg`). It only uses what the migration made: no schema, no queue
 * is created here. `work` adds upkeep and is on in the process that runs the workers.
 */
export function openQueue({ work }: { work: boolean }): Promise<PgBoss> {
  return (holder().opened ??= open(work));
}

async function open(work: boolean): Promise<PgBoss> {
  const options: ConstructorOptions = {
    connectionString: config().databaseUrl,
    options: '-c role=jawort_app',
    application_name: 'jawort-queue',
    max: 2,
    migrate: false,
    createSchema: false,
    schedule: false,
    supervise: work,
    monitorVacuum: false,
    reindex: false,
    useListenNotify: work,
  };
  const boss = new PgBoss(options);
  boss.on('error', (error: unknown) => log().error({ code: codeOf(error) }, 'queue error'));
  await boss.start();
  return boss;
}

/** Writes the job through the caller's transaction, so that it exists if and only if the act does. */
export async function send<Q extends Queue>(
  queue: Q,
  payload: JobPayloads[Q],
  through: Executor,
): Promise<void> {
  const boss = await openQueue({ work: false });
  await boss.send(queue, payload, { db: through });
}

export async function workOn<Q extends Queue>(
  queue: Q,
  handle: (payload: JobPayloads[Q]) => Promise<void>,
): Promise<void> {
  const boss = await openQueue({ work: true });
  await boss.work<JobPayloads[Q]>(queue, { pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await handle(job.data);
  });
}

/** Does nothing where the queue was never opened. */
export async function closeQueue(): Promise<void> {
  const { opened } = holder();
  holder().opened = null;
  await (await opened)?.stop({ graceful: true, timeout: 5_000 });
}

function holder(): { opened: Promise<PgBoss> | null } {
  return once('queue', () => ({ opened: null }));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
}
