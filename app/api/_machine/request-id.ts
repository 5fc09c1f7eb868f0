import { randomUUID } from 'node:crypto';

const SANE = /^[A-Za-z0-9._-]{8,64}$/u;

/** The caller's own id where it is a plain word, so that both logs speak of the same request; else one of ours. */
export function requestIdOf(inbound: string | null | undefined): string {
  return typeof inbound === 'string' && SANE.test(inbound) ? inbound : randomUUID();
}
