import { pino, type Logger } from 'pino';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';

/**
 * One JSON line an event. Callers pass ids, codes and durations only: no names, numbers, addresses, bodies or paths of
 * `/i`, `/r`, `/c`. There is no redaction list, because what must not be logged is never handed over.
 */
export function log(): Logger {
  return once('log', () =>
    pino({ level: config().logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime }),
  );
}
