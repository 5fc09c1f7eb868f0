/** SQLSTATE of an error from the driver, also where drizzle wrapped it. Its message holds parameters: never log it. */
export function sqlStateOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null) return null;
  if ('cause' in error && typeof error.cause === 'object' && error.cause !== null) {
    const inner = sqlStateOf(error.cause);
    if (inner !== null) return inner;
  }
  return 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/u.test(error.code)
    ? error.code
    : null;
}

export function isUniqueViolation(error: unknown): boolean {
  return sqlStateOf(error) === '23505';
}
