import { readFileSync } from 'node:fs';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { z } from 'zod';
import { once } from '#lib/once.ts';
import { gauge, total } from './registry.ts';

/** How often the loop is looked at; the histogram counts the pause itself along. */
const everyMs = 20;
const startedAtSeconds = Math.round(Date.now() / 1_000 - process.uptime());

/** Figures of this process: memory, start, and how late its event loop was since they were last asked for. */
export function processMetrics() {
  return [
    gauge('jawort_build_info', 'Always 1; the label names the release.', () => [
      { labels: { version: release(), node: process.versions.node }, value: 1 },
    ]),
    gauge('jawort_start_time_seconds', 'When the process was started, in seconds since 1970.', () => [
      { value: startedAtSeconds },
    ]),
    gauge('jawort_resident_memory_bytes', 'Memory of the process.', () => [
      { value: process.memoryUsage.rss() },
    ]),
    total('jawort_cpu_seconds_total', 'Processor time used so far.', () => {
      const { user, system } = process.cpuUsage();
      return [{ value: (user + system) / 1e6 }];
    }),
    gauge(
      'jawort_event_loop_lag_seconds',
      'How late the event loop was, since this was last asked for.',
      readLag,
    ),
  ];
}

/** As package.json says: the program runs from its own folder. */
function release(): string {
  const file = path.join(process.cwd(), 'package.json');
  return once(
    'release',
    () => z.object({ version: z.string() }).parse(JSON.parse(readFileSync(file, 'utf8'))).version,
  );
}

/** Begins to watch the loop; without it the first answer knows nothing. */
export function watchLoop(): void {
  loop();
}

function readLag() {
  const delay = loop();
  const readings = [50, 99, 100].map((percentile) => ({
    labels: { quantile: String(percentile / 100) },
    value: Math.max(0, delay.percentile(percentile) / 1e9 - everyMs / 1_000),
  }));
  delay.reset();
  return readings;
}

function loop(): ReturnType<typeof monitorEventLoopDelay> {
  return once('loop.delay', () => {
    const delay = monitorEventLoopDelay({ resolution: everyMs });
    delay.enable();
    return delay;
  });
}
