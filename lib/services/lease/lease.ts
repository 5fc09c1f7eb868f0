import { once } from '#lib/once.ts';

/** A heartbeat that began longer ago proves nothing: by then another server may have taken over (its time is 20 s). */
const leaseMsMax = 5_000;

interface Beat {
  readonly beganAtMs: number;
  readonly server: string;
}

/**
 * The right to answer checks. A primary that was cut off goes on reading, and would go on saying yes after a withdrawal
 * that its successor has taken. It can no longer commit where a standby must agree, so who has just committed there
 * knows that it is still the one.
 */
export class Lease {
  #last: Beat | null = null;

  /** `beganAtMs`: performance.now() from before the heartbeat was sent; from after, a slow answer would stretch it. */
  confirm(beat: Beat): void {
    if (this.#last === null || beat.beganAtMs > this.#last.beganAtMs) this.#last = beat;
  }

  /** May facts that this server has just read be answered from? Without a heartbeat: no. */
  holds(server: string, nowMs: number = performance.now()): boolean {
    return server !== 'recovering' && this.#last?.server === server && this.isFresh(nowMs);
  }

  isFresh(nowMs: number = performance.now()): boolean {
    return this.#last !== null && nowMs - this.#last.beganAtMs < leaseMsMax;
  }
}

export function lease(): Lease {
  return once('lease', () => new Lease());
}
