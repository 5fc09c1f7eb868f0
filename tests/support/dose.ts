/**
 * How much of a random law is tried. `npm test` takes the small dose in seconds, `npm run test:long` the large one.
 * The seed is fast-check's own and is printed with each failure.
 */
export const dose: 'short' | 'long' = process.env['JAWORT_TEST_DOSE'] === 'long' ? 'long' : 'short';

/** Number of cases for one law: `cases({ short: 200, long: 100_000 })`. */
export function cases(counts: { readonly short: number; readonly long: number }): number {
  return counts[dose];
}
