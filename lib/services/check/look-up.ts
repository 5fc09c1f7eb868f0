import { once } from '#lib/once.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import { readCheckFacts, type CheckLookup, type CheckRow } from '#db/before-business.ts';

/**
 * How many questions one statement carries at most; at 64 connections about 30 come together by themselves. More bring
 * nothing, and all else, withdrawals too, would have to wait while so many answers are made in one go.
 */
const batchSizeMax = 64;
/** Statements under way at once. A second one brought no more answers, only more work. */
const inFlightMax = 1;
/** Beyond this the answer would come too late to be of use: 503 now is better. */
const waitingMax = 5_000;
/**
 * A statement that is not back by then counts as failed: the database itself gives up after two seconds, so what is
 * missing is the connection. Its place is free again, and a late result finds nobody.
 */
const statementMsMax = 2_500;

interface Waiting {
  lookup: CheckLookup;
  resolve: (row: CheckRow) => void;
  reject: (cause: unknown) => void;
}

type Read = (batch: readonly CheckLookup[]) => Promise<(CheckRow | undefined)[]>;

/**
 * Reads the facts of one check. Questions that come while a statement is under way wait for the next one: nobody ever
 * joins a statement that was already sent, because its snapshot may be older than the question (P1). Nothing is kept.
 */
export function lookUp(lookup: CheckLookup): Promise<CheckRow> {
  return queue().add(lookup);
}

/** For operators. */
export function lookUpFigures(): { atOnce: number; waiting: number; refused: number } {
  return queue().figures;
}

function queue(): LookUpQueue {
  return once('check.queue', () => new LookUpQueue(readCheckFacts));
}

/** Exported for its tests: `read` answers a batch, one row a question, in the order of the questions. */
export class LookUpQueue {
  readonly #read: Read;
  readonly #statementMsMax: number;
  #waiting: Waiting[] = [];
  #inFlight = 0;
  #refused = 0;

  constructor(read: Read, limits: { readonly statementMsMax: number } = { statementMsMax }) {
    this.#read = read;
    this.#statementMsMax = limits.statementMsMax;
  }

  get figures(): { atOnce: number; waiting: number; refused: number } {
    return { atOnce: this.#inFlight, waiting: this.#waiting.length, refused: this.#refused };
  }

  /** Throws Unavailable('overloaded') when the line is too long, and whatever the statement throws. */
  add(lookup: CheckLookup): Promise<CheckRow> {
    if (this.#waiting.length >= waitingMax) {
      this.#refused += 1;
      return Promise.reject(new Unavailable('overloaded'));
    }
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
    let rows: (CheckRow | undefined)[] = [];
    let failure: { cause: unknown } | null = null;
    try {
      await globalThis.jawortFault?.('during-coalescing');
      rows = await inTime(this.#read(batch.map((w) => w.lookup)), this.#statementMsMax);
    } catch (cause) {
      failure = { cause };
    }
    // The next statement leaves before these answers are written: the database works while we do.
    this.#inFlight -= 1;
    if (this.#waiting.length > 0) {
      this.#inFlight += 1;
      void this.#send();
    }
    for (const [i, waiting] of batch.entries()) {
      const row = rows[i];
      if (row) waiting.resolve(row);
      else waiting.reject(failure ? failure.cause : new Unavailable('question_left_unanswered'));
    }
  }
}

function inTime<T>(statement: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Unavailable('statement_late')), ms);
    statement.then(resolve, reject).finally(() => clearTimeout(late));
  });
}
