import { parseArgs } from 'node:util';
import type { Database } from '#db/boot/open.ts';
import { StartFault } from '#lib/start-fault.ts';

/** One command: reads its words before anything is opened, then runs and returns the lines of its answer. */
export interface Command {
  usage: string;
  read: (words: string[]) => Record<string, string>;
  run: (args: Record<string, string>, database: Database) => Promise<string[]>;
}

/** Reads `--name value` words; all of `required` must be there, `optional` may be, anything else is refused. */
export function reader(required: readonly string[], optional: readonly string[] = []): Command['read'] {
  return (words) => {
    const options = Object.fromEntries(
      [...required, ...optional].map((n) => [n, { type: 'string' as const }]),
    );
    const values = parsed(words, options);
    const missing = required.filter((n) => values[n] === undefined);
    if (missing.length > 0) throw new StartFault(`Missing: ${missing.map((n) => `--${n}`).join(', ')}.`);
    return values;
  };
}

function parsed(words: string[], options: Record<string, { type: 'string' }>): Record<string, string> {
  try {
    const { values } = parseArgs({ args: words, options, strict: true, allowPositionals: false });
    return Object.fromEntries(
      Object.entries(values).filter((v): v is [string, string] => typeof v[1] === 'string'),
    );
  } catch (cause) {
    throw new StartFault(cause instanceof Error ? cause.message : 'These words cannot be read.', { cause });
  }
}
