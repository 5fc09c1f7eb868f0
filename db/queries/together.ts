/**
 * Statements of one transaction that do not wait for each other's answers: they leave at once, in the order given, and
 * cost one round trip instead of one each. All have ended when it returns or throws, so nothing of them can reach the
 * connection after a rollback. Throws what the first of them threw.
 */
export async function together<const T extends readonly PromiseLike<unknown>[]>(
  ...statements: T
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  // A statement of the query builder runs each time somebody waits for it: once, here.
  const running = statements.map((statement) => Promise.resolve(statement)) as {
    [K in keyof T]: Promise<Awaited<T[K]>>;
  };
  await Promise.allSettled(running);
  return Promise.all(running);
}
