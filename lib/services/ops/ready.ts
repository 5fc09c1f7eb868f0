import { once } from '#lib/once.ts';
import { readPool } from '#db/client.ts';

/** Set by the process when everything is up, and unset first of all when it stops. */
export function setReady(ready: boolean): void {
  flag().ready = ready;
}

/** Ready means: started, not stopping, and the database answers a read right now. */
export async function isReady(): Promise<boolean> {
  if (!flag().ready) return false;
  try {
    await readPool()`select 1`;
    return true;
  } catch {
    // Whatever the database says, to the outside it is one thing: not now.
    return false;
  }
}

function flag(): { ready: boolean } {
  return once('ready', () => ({ ready: false }));
}
