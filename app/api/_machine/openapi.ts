import { CheckQuestion } from '#lib/domain/check/question.ts';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { CreateWithdrawal } from '#lib/services/consent/withdraw-api.ts';
import { InboundMessage } from '#lib/services/inbound/record.ts';
import { CreateInvitation } from '#lib/services/invitation/create.ts';
import { jsonAnswer, webResponse } from './answer.ts';
import type { MachineContext } from './context.ts';
import { examples } from './openapi-examples.ts';
import { inboundMessages, withdrawals, type Said } from './openapi-said.ts';
import { LogKeysBody } from './log-keys.ts';
import { ledgerReads, logKeysExample, type Read } from './openapi-ledger.ts';
import {
  body,
  commonHeaders,
  headers,
  problemResponses,
  problemSchema,
  ref,
  replayedHeader,
  schemaOf,
  success,
} from './openapi-parts.ts';
import type { ProblemName } from './problem-codes.ts';
import { HealthBody } from './ops/health.ts';
import { CheckAnswerBody } from './v1/check-answer.ts';
import { InboundBody } from './v1/inbound-messages.ts';
import { InvitationBody } from './v1/invitations.ts';
import { CheckpointBody, ConsistencyBody, InclusionBody } from './v1/ledger.ts';
import { WithdrawalBody } from './v1/withdrawals.ts';

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
      { name: 'inbound-messages', description: 'What people write to the firm.' },
      { name: 'withdrawals', description: 'What people take back without a page.' },
      { name: 'ledger', description: 'The log, for those who check it.' },
      { name: 'operations', description: 'For balancers and tools.' },
    ],
    paths: {
      '/api/v1/checks': { post: checks() },
      '/api/v1/invitations': { post: invitations() },
      '/api/v1/inbound-messages': { post: said(inboundMessages, 'CreateInboundMessage', 'InboundMessage') },
      '/api/v1/withdrawals': { post: said(withdrawals, 'CreateWithdrawal', 'Withdrawal') },
      '/api/v1/ledger/checkpoint': { get: reads(ledgerReads.checkpoint, 'Checkpoint') },
      '/api/v1/ledger/inclusion': { get: reads(ledgerReads.inclusion, 'Inclusion') },
      '/api/v1/ledger/consistency': { get: reads(ledgerReads.consistency, 'Consistency') },
      '/.well-known/jawort-log-keys': {
        get: open('getLogKeys', 'The keys that sign checkpoints', ref('LogKeys'), logKeysExample, [
          'cannot_establish',
        ]),
      },
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
        CreateInboundMessage: schemaOf(InboundMessage, 'input'),
        InboundMessage: schemaOf(InboundBody, 'output'),
        CreateWithdrawal: schemaOf(CreateWithdrawal, 'input'),
        Withdrawal: schemaOf(WithdrawalBody, 'output'),
        Checkpoint: schemaOf(CheckpointBody, 'output'),
        Inclusion: schemaOf(InclusionBody, 'output'),
        Consistency: schemaOf(ConsistencyBody, 'output'),
        LogKeys: schemaOf(LogKeysBody, 'output'),
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
        'read_lease_lost',
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

function said({ shown, answers, ...about }: Said, reads: string, tells: string): object {
  return {
    ...about,
    parameters: [idempotencyKey],
    requestBody: body(reads, shown),
    responses: {
      '200': success(about.summary, tells, answers, replayedHeader),
      ...problemResponses([
        ...bodyProblems,
        ...keyProblems,
        ...idempotencyProblems,
        'field_not_supported',
        'instant_in_future',
        'purpose_unknown',
        'conflict',
      ]),
    },
  };
}

function reads({ parameters, example, problems, ...about }: Read, tells: string): object {
  return {
    ...about,
    tags: ['ledger'],
    parameters: parameters.map((p) => ({ ...p, in: 'query', schema: { type: 'integer', minimum: 0 } })),
    responses: {
      '200': success(about.summary, tells, { example }),
      ...problemResponses([...keyProblems, ...problems, 'query_invalid']),
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
