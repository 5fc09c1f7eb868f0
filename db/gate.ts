import { once } from '#lib/once.ts';
import { Unavailable } from '#lib/domain/errors.ts';

/** The driver queues without end: what stands in its line would be answered after nobody waits for it any more. */
const limits = {
  /** Transactions: of the twelve connections of their pool eight, and four kept free for people who want out. */
  acts: { atOnceMax: 8, waitingMax: 200, waitMsMax: 2_000 },
  withdrawals: { atOnceMax: 4, waitingMax: 1_000, waitMsMax: 2_500 },
  /** Single reads before a tenant is known; the check's own statement is bounded where questions are gathered. */
  reads: { atOnceMax: 8, waitingMax: 200, waitMsMax: 1_000 },
} as const;
export type GateName = keyof typeof limits;

interface Waiting {
  readonly go: () => void;
  readonly refuse: () => void;
  readonly lateAtMs: number;
}

/** So many at once, so many waiting, each so long: beyond that it is 503 now instead of a late answer. */
export class Gate {
  readonly #limits: { readonly atOnceMax: number; readonly waitingMax: number; readonly waitMsMax: number };
  readonly #waiting = new Set<Waiting>();
  #atOnce = 0;
  #refused = 0;
  #watch: NodeJS.Timeout | null = null;

  constructor(of: { atOnceMax: number; waitingMax: number; waitMsMax: number }) {
    this.#limits = of;
  }

  get figures(): { atOnce: number; waiting: number; refused: number } {
    return { atOnce: this.#atOnce, waiting: this.#waiting.size, refused: this.#refused };
  }

  /** Throws Unavailable('overloaded') without having begun. */
  async through<T>(act: () => Promise<T>): Promise<T> {
    if (this.#atOnce < this.#limits.atOnceMax) this.#atOnce += 1;
    else await this.#turn();
    try {
      return await act();
    } finally {
      this.#next();
    }
  }

  #turn(): Promise<void> {
    if (this.#waiting.size >= this.#limits.waitingMax) {
      this.#refused += 1;
      return Promise.reject(new Unavailable('overloaded'));
    }
    return new Promise((resolve, reject) => {
      const lateAtMs = performance.now() + this.#limits.waitMsMax;
      this.#waiting.add({ go: resolve, refuse: () => reject(new Unavailable('overloaded')), lateAtMs });
      this.#watch ??= setInterval(() => this.#refuseLate(), 50).unref();
    });
  }

  /** The place of one that is through goes to the one that has waited longest. */
  #next(): void {
    const [first] = this.#waiting;
    if (first === undefined) {
      this.#atOnce -= 1;
      return;
    }
    this.#waiting.delete(first);
    first.go();
  }

  /** In the order of their coming, and all may wait equally long: a look at the first few is enough. */
  #refuseLate(): void {
    const now = performance.now();
    for (const waiting of this.#waiting) {
      if (waiting.lateAtMs > now) break;
      this.#waiting.delete(waiting);
      this.#refused += 1;
      waiting.refuse();
    }
    if (this.#waiting.size > 0 || this.#watch === null) return;
    clearInterval(this.#watch);
    this.#watch = null;
  }
}

export function gate(name: GateName): Gate {
  return once(`gate.${name}`, () => new Gate(limits[name]));
}

export function gateFigures(): { name: GateName; atOnce: number; waiting: number; refused: number }[] {
  return (['acts', 'withdrawals', 'reads'] as const).map((name) => ({ name, ...gate(name).figures }));
}
