import { once } from '#lib/once.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import { readCheckFacts, type CheckLookup, type CheckRow } from '#db/before-business.ts';

/** How many questions one statement carries at most; at 64 connections about 30 come together by themselves. */
const batchSizeMax = 256;
/** Statements under way at once. A second one brought no more answers, only more work. */
const inFlightMax = 1;
/** Beyond this the answer would come too late to be of use: 503 now is better. */
const waitingMax = 5_000;

interface Waiting {
  lookup: CheckLookup;
  resolve: (row: CheckRow) => void;
  reject: (cause: unknown) => void;
}

/**
 * Reads the facts of one check. Questions that come while a statement is under way wait for the next one: nobody ever
 * joins a statement that was already sent, because its snapshot may be older than the question (P1). Nothing is kept.
 */
export function lookUp(lookup: CheckLookup): Promise<CheckRow> {
  return queue().add(lookup);
}

function queue(): LookUpQueue {
  return once('check.queue', () => new LookUpQueue(readCheckFacts));
}

/** Exported for its tests: `read` answers a batch, one row a question, in the order of the questions. */
export class LookUpQueue {
  readonly #read: (batch: readonly CheckLookup[]) => Promise<(CheckRow | undefined)[]>;
  #waiting: Waiting[] = [];
  #inFlight = 0;

  constructor(read: (batch: readonly CheckLookup[]) => Promise<(CheckRow | undefined)[]>) {
    this.#read = read;
  }

  add(lookup: CheckLookup): Promise<CheckRow> {
    if (this.#waiting.length >= waitingMax) return Promise.reject(new Unavailable('overloaded'));
    return new Promise<CheckRow>((resolve, reject) => {
      this.#waiting.push({ lookup, resolve, reject });
      this.#next();
    });
  }

  #next(): void {
    if (this.#inFlight >= inFlightMax || this.#waiting.length === 0) return;
    this.#inFlight += 1;
    // Left until the end of this turn of the loop: what arrived in the same read of the sockets goes together.
    setImmediate(() => void this.#send());
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.splice(0, batchSizeMax);
    try {
      const rows = await this.#read(batch.map((w) => w.lookup));
      for (const [i, waiting] of batch.entries()) {
        const row = rows[i];
        if (row) waiting.resolve(row);
        else waiting.reject(new Error('the statement left a question unanswered'));
      }
    } catch (cause) {
      for (const waiting of batch) waiting.reject(cause);
    } finally {
      this.#inFlight -= 1;
      this.#next();
    }
  }
}
