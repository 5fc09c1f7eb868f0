/**
 * Places where a test may let this process stumble. A call is `await globalThis.jawortFault?.('before-leaf')`: nothing
 * sets the function but tests/faults, and the build of the program leaves each call out with its name (a test looks).
 */
export type FaultPoint =
  | 'during-coalescing' // a batch of checks is closed, its statement not yet sent
  | 'before-leaf' // the log is locked, nothing is written
  | 'after-receipt' // all rows of an answer are written
  | 'before-job' // a job is about to join the transaction
  | 'before-commit'
  | 'after-commit-before-reply';

export type Fault = (point: FaultPoint) => Promise<void>;

declare global {
  var jawortFault: Fault | undefined;
}
