import { processMetrics } from '#lib/adapters/metrics/process.ts';
import { gauge, metricsText, total, type Reading } from '#lib/adapters/metrics/registry.ts';
import { queueDepths } from '#lib/adapters/queue/boss.ts';
import { lookUpFigures } from '#lib/services/check/look-up.ts';
import { mayAnswerChecks } from '#lib/services/lease/heartbeat.ts';
import { gateFigures } from '#db/gate.ts';

/** What an operator watches, as Prometheus reads it: figures of this process, and of nobody's data. */
export async function readMetrics(): Promise<string> {
  const depths = await queueDepths();
  const gates = gateFigures();
  const questions = lookUpFigures();
  return metricsText([
    gauge('jawort_at_once', 'Statements and transactions under way, by gate.', () => [
      ...gates.map(({ name, atOnce }) => ofGate(name, atOnce)),
      ofGate('checks', questions.atOnce),
    ]),
    gauge('jawort_waiting', 'Who waits for their turn, by gate.', () => [
      ...gates.map(({ name, waiting }) => ofGate(name, waiting)),
      ofGate('checks', questions.waiting),
    ]),
    total('jawort_gate_refused_total', 'Refused because too many waited, by gate.', () => [
      ...gates.map(({ name, refused }) => ofGate(name, refused)),
      ofGate('checks', questions.refused),
    ]),
    gauge('jawort_may_answer_checks', '1 while the read lease holds.', () => [
      { value: mayAnswerChecks() ? 1 : 0 },
    ]),
    gauge(
      'jawort_jobs_waiting',
      'Jobs not yet done, by queue; in processes that run them, some seconds old.',
      () => depths.map(({ queue, waiting }) => ({ labels: { queue }, value: waiting })),
    ),
    ...processMetrics(),
  ]);
}

function ofGate(name: string, value: number): Reading {
  return { labels: { gate: name }, value };
}
