import { isUtf8 } from 'node:buffer';
import type { z } from 'zod';
import type { Issue } from '#lib/domain/errors.ts';
import { parseStrictJson, type StrictJsonProblem } from '#lib/domain/json/strict.ts';
import type { ProblemName } from './problem-codes.ts';
import { Refused } from './problem.ts';

export const bodyBytesMax = 64 * 1_024;
const depthMax = 8;

const JSON_TYPE = /^application\/json\s*(?:;\s*charset\s*=\s*"?utf-8"?\s*)?$/iu;

export interface BodyHeaders {
  readonly contentType: string | null;
  readonly contentEncoding: string | null;
}

/** The JSON of a body as two readers must agree on it. Throws `Refused`; no refusal repeats a value that was sent. */
export function readJson({ contentType, contentEncoding }: BodyHeaders, bytes: Buffer): unknown {
  const announced =
    contentType === 'application/json' || (contentType !== null && JSON_TYPE.test(contentType));
  const plain = contentEncoding === null || contentEncoding.toLowerCase() === 'identity';
  if (!announced || !plain) throw new Refused('media_type_unsupported');
  if (!isUtf8(bytes)) throw new Refused('body_not_utf8');
  const read = parseStrictJson(bytes.toString('utf8'), { depthMax });
  if (!read.ok) throw new Refused(refusalOf(read.problem));
  return read.value;
}

/** The body as `schema` knows it. `notYet`: fields of the contract that cannot be answered by this release. */
export function parseBody<S extends z.ZodType>(
  schema: S,
  value: unknown,
  notYet: ReadonlySet<string> = none,
): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Refused('body_not_an_object');
  const issues = parsed.error.issues.flatMap((issue) => issuesOf(issue, value, notYet));
  throw new Refused(codeOf(issues), { issues });
}

const none: ReadonlySet<string> = new Set();

function refusalOf(problem: StrictJsonProblem): ProblemName {
  switch (problem) {
    case 'not_json':
      return 'body_not_json';
    case 'too_deep':
      return 'json_too_deep';
    case 'duplicate_key':
      return 'json_duplicate_key';
    case 'lone_surrogate':
    case 'nul_character':
      return 'text_not_storable';
  }
}

/** A field left unanswered is said first: whoever sends it believes that it counts. */
function codeOf(issues: readonly Issue[]): ProblemName {
  if (issues.some((i) => i.code === 'not_supported_yet')) return 'field_not_supported';
  return issues.every((i) => i.code === 'unknown_field') ? 'field_unknown' : 'body_invalid';
}

function issuesOf(issue: z.core.$ZodIssue, body: object, notYet: ReadonlySet<string>): Issue[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ path: path.join('.'), code: wordFor(issue, body) }];
  return issue.keys.map((key) => ({
    path: [...path, ...shown(key)].join('.'),
    code: path.length === 0 && notYet.has(key) ? 'not_supported_yet' : 'unknown_field',
  }));
}

/** A name that is a plain word is repeated, so that a slip is found; anything else may be somebody's number. */
function shown(key: string): string[] {
  return /^[a-z][a-z_]{0,39}$/u.test(key) ? [key] : [];
}

function wordFor(issue: z.core.$ZodIssue, body: object): string {
  switch (issue.code) {
    case 'invalid_type':
      return isMissing(body, issue.path) ? 'required' : 'wrong_type';
    case 'too_small':
      return 'too_short';
    case 'too_big':
      return 'too_long';
    case 'invalid_value':
      return isMissing(body, issue.path) ? 'required' : 'not_in_list';
    case 'invalid_union':
      return isMissing(body, issue.path) ? 'required' : 'needs_exactly_one';
    case 'invalid_format':
      return 'wrong_format';
    case 'invalid_key':
    case 'invalid_element':
    case 'not_multiple_of':
    case 'unrecognized_keys':
    case 'custom':
      return 'invalid';
  }
}

function isMissing(body: object, path: readonly PropertyKey[]): boolean {
  let at: unknown = body;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return true;
    at = Reflect.get(at, step);
  }
  return false;
}
