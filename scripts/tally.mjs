/**
 * What one runner's report adds to the sum. A runner that stops without a failed test (a crash in its set-up, a file
 * that cannot be loaded, no test found) counts as one failure: green is only what was seen green.
 * @param {{ok: boolean, passed?: number | undefined, failed?: number | undefined}} run
 * @returns {{passed: number, failed: number}}
 */
export function tally({ ok, passed = 0, failed = 0 }) {
  const silent = failed === 0 && (!ok || passed === 0);
  return { passed, failed: silent ? 1 : failed };
}
