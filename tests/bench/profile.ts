import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number };
  }[];
  /** Monotonic microseconds, as everywhere on the machine. */
  readonly startTime: number;
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}

/**
 * Self time by part and by function between two instants (monotonic microseconds), in shares of the time that was not
 * idle. Removes the folder of profiles.
 */
export function profileSummary(
  folder: string,
  span: { readonly from: number; readonly to: number },
): string[] {
  const [file] = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile'));
  if (file === undefined) return ['no profile was written'];
  const profile = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as CpuProfile;
  rmSync(folder, { recursive: true });

  const frames = new Map(profile.nodes.map((node) => [node.id, node.callFrame]));
  const parts = new Map<string, number>();
  const functions = new Map<string, number>();
  let busy = 0;
  let at = profile.startTime;
  for (const [i, id] of profile.samples.entries()) {
    const frame = frames.get(id);
    const spent = profile.timeDeltas[i] ?? 0;
    at += spent;
    if (at < span.from || at > span.to || !frame || frame.functionName === '(idle)') continue;
    busy += spent;
    const part = partOf(frame);
    parts.set(part, (parts.get(part) ?? 0) + spent);
    const name = `${frame.functionName || '(anonymous)'} [${part}]`;
    functions.set(name, (functions.get(name) ?? 0) + spent);
  }
  return [...largest(parts, busy, 12), '', ...largest(functions, busy, 25)];
}

function partOf({ functionName, url }: { functionName: string; url: string }): string {
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'program (native)';
  if (url.startsWith('node:internal/crypto')) return 'node crypto';
  if (url.startsWith('node:')) return 'node http, net, streams, timers';
  const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//u.exec(url);
  if (found) return found[1] ?? 'packages';
  return url === '' ? 'built-in' : 'our code';
}

function largest(times: ReadonlyMap<string, number>, busy: number, count: number): string[] {
  return [...times]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, count)
    .map(([name, spent]) => `${((100 * spent) / busy).toFixed(1).padStart(5)} %  ${name}`);
}
