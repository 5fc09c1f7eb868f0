/** What must hold by construction. A breach is a defect of ours, never of the input, and ends the act. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(message);
}

/** Not a `DomainError`: no door translates it, it is a 500 and a page for us. `message` holds no personal data. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}
