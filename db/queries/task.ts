import { sql } from 'drizzle-orm';
import type { BusinessId, ContactId, TaskId } from '#lib/domain/ids.ts';
import type { BusinessTx } from '#db/in-business.ts';

export type TaskKind = 'unclear_message' | 'code_from_other_sender' | 'withdrawal_peak';

/** Something for a person of the firm to look at. One that is open for the same reason is enough. */
export async function openTask(
  tx: BusinessTx,
  businessId: BusinessId,
  t: { taskId: TaskId; kind: TaskKind; contactId: ContactId | null; at: string },
): Promise<void> {
  await tx.execute(sql`
    insert into public.human_task (business_id, task_id, kind, contact_id, created_at)
    select ${businessId}::uuid, ${t.taskId}::uuid, ${t.kind}, ${t.contactId}::uuid, ${t.at}::timestamptz
    where not exists (
      select from public.human_task h where h.business_id = ${businessId} and h.kind = ${t.kind}
        and h.contact_id is not distinct from ${t.contactId}::uuid and h.done_at is null)`);
}
