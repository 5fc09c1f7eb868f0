import { once } from '#lib/once.ts';

/*
 * A COMMIT that waits for a synchronous standby and is cut short by an operator (pg_cancel_backend) is reported as a
 * success with a warning: "committed locally, but might not have been replicated". After a failover it may be gone, so
 * it must be told to nobody as done. (statement_timeout does not reach a COMMIT that waits: without an operator it waits.) The driver hands warnings to one function for all its connections and does not
 * say which statement they belong to; they come before the statement's own end, which is all we need.
 */

/** Where PostgreSQL gives up waiting for a standby (syncrep.c); the sentence itself may be in any language. */
const waitingRoutine = 'SyncRepWaitForLSN';

/** Given to every pool that commits. */
export function noticeDoubt(notice: { readonly routine?: string }): void {
  if (notice.routine === waitingRoutine) counter().doubts += 1;
}

/** How many commits of this process were left in doubt: one more than before means that mine may be among them. */
export function commitsInDoubt(): number {
  return counter().doubts;
}

function counter(): { doubts: number } {
  return once('commit.doubts', () => ({ doubts: 0 }));
}
