import { once } from '#lib/once.ts';
import { databaseAnswers } from '#db/before-business.ts';

/** Set by the process when everything is up, and unset first of all when it stops. */
export function setReady(ready: boolean): void {
  flag().ready = ready;
}

/** Ready means: started, not stopping, and the database answers a read right now. */
export async function isReady(): Promise<boolean> {
  return flag().ready && (await databaseAnswers());
}

function flag(): { ready: boolean } {
  return once('ready', () => ({ ready: false }));
}
