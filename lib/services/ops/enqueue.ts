import { send } from '#lib/adapters/queue/boss.ts';
import { GATHERING, PATIENT, type JobPayloads, type Queue } from '#lib/domain/jobs/queues.ts';
import { throughTransaction } from '#db/queries/job.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** Hands a job to the queue inside the act's own transaction: rolled back together, committed together. */
export async function enqueue<Q extends Queue>(
  tx: BusinessTx,
  queue: Q,
  payload: JobPayloads[Q],
): Promise<void> {
  await globalThis.jawortFault?.('before-job');
  const gathering = GATHERING[queue];
  const waiting = gathering && { singletonKey: payload.businessId, startAfter: gathering.afterSeconds };
  await send(queue, payload, throughTransaction(tx), { ...waiting, ...PATIENT[queue] });
}
