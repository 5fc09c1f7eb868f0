import { z } from 'zod';
import { CheckQuestion } from '#lib/domain/check/question.ts';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { CreateInvitation } from '#lib/services/invitation/create.ts';
import { jsonAnswer, webResponse } from './answer.ts';
import type { MachineContext } from './context.ts';
import { examples } from './openapi-examples.ts';
import { PROBLEMS, type ProblemName } from './problem-codes.ts';
import { HealthBody } from './ops/health.ts';
import { CheckAnswerBody } from './v1/check-answer.ts';
import { InvitationBody } from './v1/invitations.ts';

/** OpenAPI 3.1, made of the schemas that the doors themselves parse with. `appUrl` is where this server is reached. */
export function openApiDocument(appUrl: string): object {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jawort',
      version: '1',
      description:
        'Ask before every message: may I message this person, on this channel, for this purpose? Every refusal is a problem (RFC 9457) with a stable code and with allowed: false. A body may hold only the fields named here: an unknown field is refused, never ignored. Unknown addresses answer 404 not_found, wrong methods 405 method_not_allowed with Allow.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: appUrl }],
    security: [{ key: [] }],
    tags: [
      { name: 'checks', description: 'The question before sending.' },
      { name: 'invitations', description: 'Personal links.' },
      { name: 'operations', description: 'For balancers and tools.' },
    ],
    paths: {
      '/api/v1/checks': { post: checks() },
      '/api/v1/invitations': { post: invitations() },
      '/api/openapi.json': {
        get: open('getOpenApi', 'This document', { type: 'object' }, {}),
      },
      '/healthz': {
        get: open('getHealth', 'The process answers', schemaOf(HealthBody, 'output'), { status: 'ok' }),
      },
      '/readyz': {
        get: open('getReady', 'Requests may be sent here', schemaOf(HealthBody, 'output'), { status: 'ok' }, [
          'not_ready',
        ]),
      },
    },
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'jw_live_… for real contacts, jw_test_… for the test twin.',
        },
      },
      schemas: {
        CheckQuestion: schemaOf(CheckQuestion, 'input'),
        CheckAnswer: schemaOf(CheckAnswerBody, 'output'),
        CreateInvitation: schemaOf(CreateInvitation, 'input'),
        Invitation: schemaOf(InvitationBody, 'output'),
        Problem: problemSchema,
      },
      responses: { ...problemResponses(['not_found', 'method_not_allowed'], 'components') },
      headers,
    },
  };
}

/** `GET /api/openapi.json`. */
export function getOpenApi({ requestId }: MachineContext): Response {
  const document = once('machine.openapi', () => openApiDocument(config().appUrl));
  return webResponse(jsonAnswer(200, document, { requestId }));
}

const bodyProblems = [
  'body_not_utf8',
  'body_too_large',
  'media_type_unsupported',
  'body_not_json',
  'json_too_deep',
  'json_duplicate_key',
  'text_not_storable',
  'body_not_an_object',
  'body_invalid',
  'field_unknown',
  'contact_unreadable',
] as const satisfies readonly ProblemName[];
const keyProblems = [
  'key_invalid',
  'scope_missing',
  'rate_limited',
  'cannot_establish',
] as const satisfies readonly ProblemName[];

/** Of every POST that changes state. */
const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Makes a repetition harmless: within 72 hours the same key with the same body is answered with the first answer, byte for byte, and Idempotency-Replayed: true. Keys belong to one API key. What we failed to do (5xx) is not kept.',
  schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[!-~]+$' },
} as const;
const idempotencyProblems = [
  'idempotency_key_invalid',
  'idempotency_key_in_use',
  'idempotency_key_reused',
] as const satisfies readonly ProblemName[];

function checks(): object {
  return {
    operationId: 'createCheck',
    tags: ['checks'],
    summary: 'May I message this person?',
    description:
      'Scope: check. With intent "send" a yes is answered only after its use has been recorded; an Idempotency-Key then records it once, and a repetition gets the first answer only while it is still a yes. With intent "query" the key is ignored. Anything but 200 with allowed: true means: do not send.',
    parameters: [idempotencyKey],
    requestBody: body('CheckQuestion', examples.question),
    responses: {
      '200': success(
        'The decision',
        'CheckAnswer',
        {
          granted: examples.granted,
          never_asked: examples.neverAsked,
        },
        replayedHeader,
      ),
      ...problemResponses([
        ...bodyProblems,
        ...keyProblems,
        ...idempotencyProblems,
        'field_not_supported',
        'purpose_unknown',
        'recipient_unknown',
        'overloaded',
        'behind_min_as_of',
      ]),
    },
  };
}

function invitations(): object {
  return {
    operationId: 'createInvitation',
    tags: ['invitations'],
    summary: 'A personal link for one contact',
    description:
      'Scope: write. delivered_by is your statement of how you send the link; it is kept with your key and decides what an answer through the link proves.',
    parameters: [idempotencyKey],
        'read_lease_lost',
    requestBody: body('CreateInvitation', examples.invite),
    responses: {
      '201': success('The link', 'Invitation', { created: examples.invitation }, replayedHeader),
      ...problemResponses([
        ...bodyProblems,
        ...keyProblems,
        ...idempotencyProblems,
        'contact_not_reachable',
        'page_not_found',
        'cooldown',
        'business_suspended',
        'conflict',
      ]),
    },
  };
}

function open(
  operationId: string,
  summary: string,
  schema: object,
  example: object,
  problems: readonly ProblemName[] = [],
): object {
  const content = { 'application/json': { schema, example } };
  return {
    operationId,
    tags: ['operations'],
    summary,
    security: [],
    responses: {
      '200': { description: summary, headers: commonHeaders, content },
      ...problemResponses(problems),
    },
  };
}

function body(schema: string, example: object): object {
  return { required: true, content: { 'application/json': { schema: ref(schema), example } } };
}

function success(
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
function problemResponses(
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
const headers = {
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
const commonHeaders = header('X-Request-Id');
const replayedHeader = header('Idempotency-Replayed');
const limitHeaders = { ...header('RateLimit'), ...header('RateLimit-Policy') };

function headersOf(status: number): object {
  if (status === 401) return header('WWW-Authenticate');
  if (status === 405) return header('Allow');
  return status === 429 || status === 503 ? header('Retry-After') : {};
}

const problemSchema = {
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

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' });
  return rest;
}
