import { log } from './log.ts';

/*
 * Next and other libraries complain through the console, and their sentences may hold what somebody typed (the query
 * builder's errors name their parameters). In production what they say becomes a line of ours: what kind of error,
 * with which code, from where; never its text.
 */

/** From now on until the process ends. */
export function tameConsole(): void {
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
    Object.assign(console, { [level]: (...said: unknown[]) => write(level, said) });
}

function write(level: 'debug' | 'info' | 'log' | 'warn' | 'error', said: readonly unknown[]): void {
  const faults = said.filter((each) => each instanceof Error).map(faultOf);
  log()[level === 'log' ? 'info' : level]({ by: 'library', faults }, 'a library spoke');
}

export interface Fault {
  readonly name: string;
  readonly code?: string;
  /** File, line and column: the first of ours, else the first. */
  readonly at: string;
}

/** What may be said of an error: its message and those of its causes may hold values, these may not. */
export function faultOf(cause: unknown): Fault {
  if (!(cause instanceof Error)) return { name: typeof cause, at: '' };
  const code = codeOf(cause);
  return {
    name: wordOf(cause.name) ?? 'Error',
    at: placeOf(cause),
    ...(code === null ? {} : { code }),
  };
}

function codeOf(cause: unknown): string | null {
  for (let at = cause, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1)
    if ('code' in at) return wordOf(at.code);
  return null;
}

/** A word as programs give it: nothing that a person typed looks like it and is worth anything. */
function wordOf(value: unknown): string | null {
  return typeof value === 'string' && /^[A-Za-z_]\w{0,39}$|^[0-9A-Z]{5}$/u.test(value) ? value : null;
}

function placeOf({ stack = '', message }: Error): string {
  // The stack begins with the message, in which somebody may have typed what looks like a place.
  const after = stack.indexOf(message);
  if (after === -1) return '';
  const places = [
    ...stack.slice(after + message.length).matchAll(/^\s+at .*?([\w.@-]+\.(?:[cm]?js|tsx?):\d+:\d+)\)?$/gmu),
  ];
  const own = places.find(([line]) => !line.includes('node_modules') && !line.includes('node:'));
  return (own ?? places[0])?.[1] ?? '';
}
