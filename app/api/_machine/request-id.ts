import { randomUUID } from 'node:crypto';

const SANE = /^(?=.*[A-Za-z])[A-Za-z0-9._-]{8,64}$/u;

/**
 * The caller's own id where it is a plain word, so that both logs speak of the same request; else one of ours. Without
 * a letter it may be somebody's number, and is ours too.
 */
export function requestIdOf(inbound: string | null | undefined): string {
  return typeof inbound === 'string' && SANE.test(inbound) ? inbound : randomUUID();
}
