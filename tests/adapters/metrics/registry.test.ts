import { expect, test } from 'vitest';
import { Counter, gauge, Histogram, metricsText } from '#lib/adapters/metrics/registry.ts';

test('counts, sums and readings come as Prometheus reads them', () => {
  const asked = new Counter('asked_total', 'Asked.', ['kind', 'status']);
  asked.add('page 2xx');
  asked.add('page 2xx');
  asked.add('page 503');
  const seconds = new Histogram('seconds', 'How long.', [0.1, 1]);
  for (const value of [0.1, 0.5, 7]) seconds.add(value);
  const text = metricsText([
    asked,
    seconds,
    gauge('rows', 'Rows.', () => [{ labels: { of: 'a' }, value: 3 }]),
  ]);
  expect(text).toContain(`# HELP asked_total Asked.
# TYPE asked_total counter
asked_total{kind="page",status="2xx"} 2
asked_total{kind="page",status="503"} 1
# HELP seconds How long.
# TYPE seconds histogram
seconds_bucket{le="0.1"} 1
seconds_bucket{le="1"} 2
seconds_bucket{le="+Inf"} 3
seconds_sum 7.6
seconds_count 3
# HELP rows Rows.
# TYPE rows gauge
rows{of="a"} 3
`);
});

test('labels that never end do not fill the memory: beyond 200 they are one', () => {
  const counter = new Counter('many_total', 'Many.', ['word']);
  for (let i = 0; i < 10_000; i += 1) counter.add(`w${String(i)}`);
  const lines = [...counter.lines()];
  expect(lines).toHaveLength(201);
  expect(lines.at(-1)).toBe('many_total{word="other"} 9800');
});
