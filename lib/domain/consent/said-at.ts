import { Invalid } from '#lib/domain/errors.ts';

/** Clocks of tools go wrong by minutes; a withdrawal must not fail over that. */
const aheadMsMax = 5 * 60_000;

/**
 * An instant of the past as a caller states it (ISO 8601, any offset), in UTC. A little ahead counts as now; more is
 * `Invalid('instant_in_future')`. `now`: ISO 8601 UTC.
 */
export function saidAt(stated: string, now: string, field: string): string {
  const statedMs = Date.parse(stated);
  const nowMs = Date.parse(now);
  if (Number.isNaN(statedMs) || statedMs > nowMs + aheadMsMax) {
    const code = Number.isNaN(statedMs) ? 'wrong_format' : 'in_future';
    throw new Invalid('instant_in_future', { issues: [{ path: field, code }] });
  }
  return new Date(Math.min(statedMs, nowMs)).toISOString();
}
