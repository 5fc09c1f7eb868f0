/**
 * One operation on one person's consent. `ver` is the size of the firm's log after a write, or the size that a check
 * had seen. Instants are of one observer, in milliseconds; `returned` of an operation nobody saw end is Infinity.
 */
export interface Operation {
  readonly f: 'grant' | 'withdraw' | 'check';
  readonly person: string;
  readonly invoked: number;
  readonly returned: number;
  readonly ver: number;
  /** What a check said. */
  readonly allowed: boolean;
}

export interface Violation {
  readonly rule: 'order' | 'value' | 'future' | 'blind';
  readonly operation: Operation;
}

/**
 * Linearizability with known versions, in O(n log n). All registers share one log, so the order is looked at across
 * them: whatever ended before an operation began must be in what that operation had seen.
 */
export function violations(operations: readonly Operation[]): Violation[] {
  const byStart = operations.toSorted((a, b) => a.invoked - b.invoked);
  const byEnd = operations.toSorted((a, b) => a.returned - b.returned);
  const writes = operations.filter((o) => o.f !== 'check').toSorted((a, b) => a.ver - b.ver);
  const found: Violation[] = [];
  let ended = 0;
  let seen = -1;
  for (const operation of byStart) {
    for (let next = byEnd[ended]; next && next.returned < operation.invoked; next = byEnd[(ended += 1)])
      seen = Math.max(seen, next.ver);
    const isWrite = operation.f !== 'check';
    if (operation.ver < seen || (isWrite && operation.ver === seen)) found.push({ rule: 'order', operation });
    if (isWrite) continue;
    const last = writes.findLast((w) => w.person === operation.person && w.ver <= operation.ver);
    if (operation.allowed !== (last?.f === 'grant')) found.push({ rule: 'value', operation });
    if (last && last.invoked > operation.returned) found.push({ rule: 'future', operation });
  }
  return found;
}

/**
 * The promise word for word, without trusting any version: after a withdrawal was acknowledged, with no grant begun
 * that had not ended before it, no check that begins later says yes.
 */
export function blindViolations(operations: readonly Operation[]): Violation[] {
  const found: Violation[] = [];
  for (const [, ofPerson] of Map.groupBy(operations, (o) => o.person)) {
    const grants = ofPerson.filter((o) => o.f === 'grant');
    const checks = ofPerson.filter((o) => o.f === 'check' && o.allowed);
    for (const withdrawal of ofPerson.filter((o) => o.f === 'withdraw')) {
      // A grant that ended before the withdrawal began is what was withdrawn; any other may stand after it.
      const others = grants.filter((g) => g.returned >= withdrawal.invoked);
      for (const operation of checks)
        if (operation.invoked > withdrawal.returned && !others.some((g) => g.invoked < operation.returned))
          found.push({ rule: 'blind', operation });
    }
  }
  return found;
}
