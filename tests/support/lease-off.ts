import { forget, once } from '#lib/once.ts';
import { Heart } from '#lib/services/lease/heartbeat.ts';
import { Lease } from '#lib/services/lease/lease.ts';

/**
 * For tests that ask the one database they have: no heartbeat, and every check may be answered. The program has no such
 * switch: without a heartbeat it answers none.
 */
export function leaseOff(): void {
  leaseOn();
  const held = once('lease', () => new HeldByItself());
  once('heart', () => new Resting({ lease: held, write: () => Promise.reject(new Error('no heart here')) }));
}

/** Back to the rule. */
export function leaseOn(): void {
  for (const name of ['lease', 'heart']) forget(name);
}

class HeldByItself extends Lease {
  override holds(): boolean {
    return true;
  }
}

class Resting extends Heart {
  override start(): Promise<void> {
    return Promise.resolve();
  }
}
