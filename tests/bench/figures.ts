import { readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';

/** A figure and what it must be; `met` decides the command's exit code. */
export interface Goal {
  readonly what: string;
  readonly figure: string;
  readonly goal: string;
  readonly met: boolean;
}

/** Prints one part's goals as a table, adds the part to the file of figures, and says plainly what was missed. */
export function report(
  figuresFile: string,
  part: string,
  goals: readonly Goal[],
  figures: Record<string, unknown>,
): void {
  const load = os.loadavg().map((n) => n.toFixed(1));
  const machine = { cpus: os.cpus().length, cpu: os.cpus()[0]?.model ?? 'unknown', node: process.version };
  const entry = { at: new Date().toISOString(), loadAverage: load, machine, goals, ...figures };
  writeFileSync(figuresFile, `${JSON.stringify({ ...earlier(figuresFile), [part]: entry }, null, 2)}\n`);

  const columns = [goals.map((g) => g.what), goals.map((g) => g.figure), goals.map((g) => g.goal)];
  const [what = 0, figure = 0, goal = 0] = columns.map((texts) => Math.max(...texts.map((t) => t.length)));
  console.log(`\n${part} (load average ${load.join(', ')})`);
  for (const g of goals)
    console.log(
      `  ${g.what.padEnd(what)}  ${g.figure.padStart(figure)}  goal ${g.goal.padEnd(goal)}  ${g.met ? 'met' : 'MISSED'}`,
    );
  for (const g of goals.filter(({ met }) => !met)) {
    console.log(`MISSED in ${part}: ${g.what} is ${g.figure}, the goal is ${g.goal}`);
    process.exitCode = 1;
  }
}

function earlier(figuresFile: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(readFileSync(figuresFile, 'utf8'));
    return typeof read === 'object' && read !== null && !('what' in read) ? { ...read } : {};
  } catch {
    return {};
  }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
