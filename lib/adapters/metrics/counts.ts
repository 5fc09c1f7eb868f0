import { Counter, counting, Histogram } from './registry.ts';

/** Seconds; fine around the promise of ten milliseconds and up to the deadline of three seconds. */
const checkBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

const checks = counting(
  'checks',
  () =>
    new Counter('jawort_checks_total', 'Checks by their reason, or the code of their refusal.', ['outcome']),
);
const checkSeconds = counting(
  'check_seconds',
  () => new Histogram('jawort_check_seconds', 'From a body that was read to the answer.', checkBounds),
);
const requests = counting(
  'requests',
  () =>
    new Counter(
      'jawort_requests_total',
      'Requests other than checks. Status is a class, or 429 and 503 themselves.',
      ['kind', 'status'],
    ),
);
const events = counting(
  'events',
  () =>
    new Counter('jawort_events_total', 'What was committed to the logs: answers, withdrawals and so on.', [
      'kind',
    ]),
);

/** `outcome`: a reason of the decision, or the code of a problem. */
export function countCheck(outcome: string, seconds: number): void {
  checks.add(outcome);
  checkSeconds.add(seconds);
}

export function countRequest(kind: string, status: number): void {
  const shown = status === 429 || status === 503 ? String(status) : `${String(Math.floor(status / 100))}xx`;
  requests.add(`${kind} ${shown}`);
}

/** `kind`: an event's kind. */
export function countEvent(kind: string): void {
  events.add(kind);
}
