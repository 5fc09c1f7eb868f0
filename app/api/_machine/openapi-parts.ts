import { z } from 'zod';
import { PROBLEMS, type ProblemName } from './problem-codes.ts';

/* What every description of an address is made of. */

export function body(schema: string, example: object): object {
  return { required: true, content: { 'application/json': { schema: ref(schema), example } } };
}

export function success(
  description: string,
  schema: string,
  shown: Readonly<Record<string, object>>,
  moreHeaders: object = {},
): object {
  const named = Object.fromEntries(Object.entries(shown).map(([name, value]) => [name, { value }]));
  const content = { 'application/json': { schema: ref(schema), examples: named } };
  return { description, headers: { ...commonHeaders, ...limitHeaders, ...moreHeaders }, content };
}

/** One response a status, its `code` narrowed to what this address can answer with it. */
export function problemResponses(
  codes: readonly ProblemName[],
  keys: 'statuses' | 'components' = 'statuses',
): Record<string, object> {
  const byStatus = new Map<number, ProblemName[]>();
  for (const code of codes)
    byStatus.set(PROBLEMS[code].status, [...(byStatus.get(PROBLEMS[code].status) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, names]) => {
      const narrowed = { properties: { status: { const: status }, code: { enum: names } } };
      const content = {
        'application/problem+json': {
          schema: { allOf: [ref('Problem'), narrowed] },
          example: exampleOf(names[0]),
        },
      };
      const description = names.map((name) => `${name}: ${PROBLEMS[name].title}`).join('. ');
      const key = keys === 'components' ? (names[0] ?? '') : String(status);
      return [key, { description, headers: { ...commonHeaders, ...headersOf(status) }, content }];
    }),
  );
}

function exampleOf(code: ProblemName = 'cannot_establish'): object {
  const { status, title, detail } = PROBLEMS[code];
  const requestId = '8c5d3f0e-7a3b-4f0e-9d2c-1b6a4e5f7081';
  return {
    type: `urn:jawort:problem:${code}`,
    title,
    status,
    detail,
    code,
    errors: [],
    request_id: requestId,
    allowed: false,
  };
}

const text = (description: string) => ({ description, schema: { type: 'string' } });
export const headers = {
  'X-Request-Id': text(
    'The id of this request in our log: yours, if you sent one of 8 to 64 letters, digits, dots and hyphens.',
  ),
  RateLimit: text('What is left to this key now.'),
  'RateLimit-Policy': text('How many requests a second this key has.'),
  'Retry-After': text('Seconds to wait.'),
  'WWW-Authenticate': text('How to send a key.'),
  'Idempotency-Replayed': text('true on an answer that was given before to the same key and body.'),
  Allow: text('The methods of this address.'),
};
const header = (name: keyof typeof headers) => ({ [name]: { $ref: `#/components/headers/${name}` } });
export const commonHeaders = header('X-Request-Id');
export const replayedHeader = header('Idempotency-Replayed');
const limitHeaders = { ...header('RateLimit'), ...header('RateLimit-Policy') };

function headersOf(status: number): object {
  if (status === 401) return header('WWW-Authenticate');
  if (status === 405) return header('Allow');
  return status === 429 || status === 503 ? header('Retry-After') : {};
}

export const problemSchema = {
  type: 'object',
  description: 'A refusal (RFC 9457). Branch on code; show detail to a person.',
  required: ['type', 'title', 'status', 'detail', 'code', 'errors', 'request_id', 'allowed'],
  properties: {
    type: { type: 'string', format: 'uri' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { enum: Object.keys(PROBLEMS) },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'code'],
        properties: { path: { type: 'string' }, code: { type: 'string' } },
        additionalProperties: false,
      },
    },
    request_id: { type: 'string' },
    allowed: { const: false },
    wait_until: { type: 'string', format: 'date-time', description: 'With cooldown only.' },
  },
  additionalProperties: false,
} as const;

export function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}
