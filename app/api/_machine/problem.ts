import { DomainError, Invalid, type DomainErrorKind, type Issue } from '#lib/domain/errors.ts';
import { log } from '#lib/adapters/log/log.ts';
import { jsonAnswer, type MachineAnswer } from './answer.ts';
import { isProblemName, PROBLEMS, type ProblemName } from './problem-codes.ts';

/** RFC 9457, with a stable `code`, and with the one word that a sending program must never miss. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ProblemName;
  errors: readonly Issue[];
  request_id: string;
  allowed: false;
  /** With `cooldown` only: ISO 8601 UTC. */
  wait_until?: string;
}

/** A refusal of the door itself, before or beside any service. `headers`: names and values in turn. */
export class Refused extends Error {
  readonly code: ProblemName;
  readonly issues: readonly Issue[];
  readonly headers: readonly string[];

  constructor(code: ProblemName, more: { issues?: readonly Issue[]; headers?: readonly string[] } = {}) {
    super(code);
    this.name = 'Refused';
    this.code = code;
    this.issues = more.issues ?? [];
    this.headers = more.headers ?? [];
  }
}

/**
 * Whatever went wrong, as an answer: always with `allowed: false`, never with a word of what was sent. `limits` (headers)
 * are told neither to a key that does not count (all such answers look alike) nor where we failed.
 */
export function problemAnswer(
  cause: unknown,
  requestId: string,
  limits: readonly string[] = [],
): MachineAnswer {
  const code = codeOf(cause);
  const { status, title, detail } = PROBLEMS[code];
  if (status >= 500) report(cause, code, requestId);
  const problem: Problem = {
    type: `urn:jawort:problem:${code}`,
    title,
    status,
    detail,
    code,
    errors: cause instanceof Refused || cause instanceof Invalid ? cause.issues : [],
    request_id: requestId,
    allowed: false,
  };
  const waitUntil = waitUntilOf(cause);
  if (waitUntil !== null) problem.wait_until = waitUntil;
  const own = cause instanceof Refused ? cause.headers : [];
  const retry = status === 503 && !own.includes('retry-after') ? ['retry-after', '2'] : [];
  const type = 'application/problem+json';
  const told = status === 401 || status >= 500 ? [] : limits;
  const all = [...told, ...own, ...retry];
  return jsonAnswer(status, problem, { requestId, headers: all, type, outcome: code });
}

function codeOf(cause: unknown): ProblemName {
  if (cause instanceof Refused) return cause.code;
  if (cause instanceof DomainError) return isProblemName(cause.code) ? cause.code : ofKind(cause.kind);
  // What we do not know is not a yes and not a no: it cannot be established (R77).
  return 'cannot_establish';
}

/** A code that no document names stays inside; outside it is the plain word for its kind. */
function ofKind(kind: DomainErrorKind): ProblemName {
  switch (kind) {
    case 'not_found':
      return 'not_found';
    case 'conflict':
      return 'conflict';
    case 'invalid':
      return 'body_invalid';
    case 'forbidden':
      return 'scope_missing';
    case 'unavailable':
      return 'cannot_establish';
  }
}

function waitUntilOf(cause: unknown): string | null {
  return cause instanceof DomainError && 'waitUntil' in cause && typeof cause.waitUntil === 'string'
    ? cause.waitUntil
    : null;
}

/** Name and code of each link of the chain: messages of a driver may hold values and stay out. */
function report(cause: unknown, code: ProblemName, requestId: string): void {
  const chain: string[] = [];
  for (let at = cause; at instanceof Error && chain.length < 5; at = at.cause) {
    chain.push('code' in at && typeof at.code === 'string' ? `${at.name}:${at.code}` : at.name);
  }
  log().warn({ code, requestId, cause: chain.join(' < ') || typeof cause }, 'a machine request failed');
}
