/** The promise is three seconds; the rest is for whatever else the machine does just then. */
const deadlineMs = 2_600;
const stepMs = 100;

interface Pending {
  readonly lateAtMs: number;
  readonly giveUp: () => void;
}

/** In the order of their deadlines, because all have the same length: a look at the first few is enough. */
const pending = new Set<Pending>();
let watch: NodeJS.Timeout | null = null;

/**
 * `work`, or what `late` makes if that takes too long. One clock for all that is under way: a timer for each costs
 * more than many a step of the check itself.
 */
export function withDeadline<T>(work: () => Promise<T>, late: () => T): Promise<T> {
  return new Promise((resolve, reject) => {
    const entry: Pending = { lateAtMs: performance.now() + deadlineMs, giveUp: () => resolve(late()) };
    pending.add(entry);
    watch ??= setInterval(giveUpLate, stepMs).unref();
    work()
      .then(resolve, reject)
      .finally(() => pending.delete(entry));
  });
}

function giveUpLate(): void {
  const now = performance.now();
  for (const entry of pending) {
    if (entry.lateAtMs > now) break;
    pending.delete(entry);
    entry.giveUp();
  }
  if (pending.size > 0 || watch === null) return;
  clearInterval(watch);
  watch = null;
}
