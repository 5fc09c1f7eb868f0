import { PgBoss, type ConstructorOptions, type JobResult } from 'pg-boss';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { log } from '#lib/adapters/log/log.ts';
import type { JobPayloads, Patience, Queue } from '#lib/domain/jobs/queues.ts';

type Executor = NonNullable<NonNullable<Parameters<PgBoss['send']>[2]>['db']>;

/**
 * The queue, over its own small pool (pg-boss brings `pg`). It only uses what the migration made: no schema, no queue
 * is created here. `work` adds upkeep and is on in the process that runs the workers.
 */
export function openQueue({ work }: { work: boolean }): Promise<PgBoss> {
  return (holder().opened ??= open(work).catch((cause: unknown) => {
    holder().opened = null; // or a database that was away once would stay away
    throw cause;
  }));
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
  options: { singletonKey?: string; startAfter?: number } & Partial<Patience> = {},
): Promise<void> {
  const boss = await openQueue({ work: false });
  await boss.send(queue, payload, { db: through, ...options });
}

/**
 * Takes jobs in batches, as long as there are any: one job a look would be one job a second. Each job ends by itself;
 * one that fails is tried again and holds up no other.
 */
export async function workOn<Q extends Queue>(
  queue: Q,
  handle: (payload: JobPayloads[Q]) => Promise<void>,
): Promise<void> {
  const boss = await openQueue({ work: true });
  const options = {
    pollingIntervalSeconds: 1,
    batchSize: 25,
    burstWhenBatchFull: true,
    perJobResults: true,
  } as const;
  await boss.work<JobPayloads[Q]>(queue, options, async (jobs) => {
    const results: JobResult[] = [];
    for (const job of jobs) results.push(await ended(queue, job.id, () => handle(job.data)));
    return results;
  });
}

/** Only the error's code is kept with the job: a message of the database's would carry what the statement held. */
async function ended(queue: Queue, id: string, work: () => Promise<void>): Promise<JobResult> {
  try {
    await work();
    return { id, status: 'completed' };
  } catch (cause) {
    const code = codeOf(cause);
    log().error({ queue, job: id, code }, 'job failed');
    return { id, status: 'failed', output: { code } };
  }
}

/** How many jobs wait, as the queue's upkeep last counted them; nothing where the queue is not open or does not answer. */
export async function queueDepths(): Promise<{ queue: string; waiting: number }[]> {
  const { opened } = holder();
  if (opened === null) return [];
  try {
    const queues = await (await opened).getQueues();
    return queues.map(({ name, queuedCount }) => ({ queue: name, waiting: queuedCount }));
  } catch {
    return [];
  }
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
  if (typeof error !== 'object' || error === null) return 'unknown';
  if ('code' in error) return String(error.code);
  // The query builder wraps what the driver says.
  return 'cause' in error ? codeOf(error.cause) : error.constructor.name;
}
