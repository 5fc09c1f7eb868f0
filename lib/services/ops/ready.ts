import { once } from '#lib/once.ts';
import { mayAnswerChecks } from '#lib/services/lease/heartbeat.ts';
import { databaseAnswers } from '#db/before-business.ts';

/** Set by the process when everything is up, and unset first of all when it stops. */
export function setReady(ready: boolean): void {
  flag().ready = ready;
}

/** Ready means: started, not stopping, the database answers a read right now, and checks may be answered from it. */
export async function isReady(): Promise<boolean> {
  return flag().ready && mayAnswerChecks() && (await databaseAnswers());
}

function flag(): { ready: boolean } {
  return once('ready', () => ({ ready: false }));
}
