import type { z } from 'zod';
import type { LogKeysBody } from './log-keys.ts';
import type { ProblemName } from './problem-codes.ts';
import type { CheckpointBody, ConsistencyBody, InclusionBody } from './v1/ledger.ts';

/*
 * The log as programs read it: described here, put together in openapi.ts. The numbers are those of the worked example
 * in docs/proof-format.md, which a test computes again.
 */

const origin = 'localhost:3000/log/0199e5a4-1c00-7000-8000-0000000000aa';
const root = '9+cVgvCS5MTx2EV34I4TJSTOxGnFFwN2gezUzuc4v3A=';
const rootOfTwo = 'oWffUCW4dQZteSYZRyoox41Ca6liTnMNI4N9uC/HEuI=';
const hashOfLast = 'dZWwkZaoeoSMJ8ADh8fOwtS0XN5Uo7JzhAqdvQDwuek=';
const signature =
  'y/K4/fOcA6xKy4tQNABP+wf6THsryOWllrfGoAnPUy8watvGuvhGZ2IeKTxQjDYMOAb5UwTvUun7H+SotzMeMg+mxgg=';

const checkpoint: z.infer<typeof CheckpointBody> = {
  origin,
  size: 3,
  root,
  signed_at: '2026-11-24T09:12:54.120031Z',
  note: `${origin}\n3\n${root}\n\n— ${origin} ${signature}\n`,
};
const inclusion: z.infer<typeof InclusionBody> = {
  seq: 2,
  size: 3,
  leaf: '{"at":"2026-11-24T09:12:42.120031Z","body":{"decisions":[{"choice":"granted","item":"order"}]},"business":"0199e5a4-1c00-7000-8000-0000000000aa","commitments":{"phone":"hmac-sha256:e3c674e03ab26f75e037c542abd543e3decbe955800c294e8955b80cfe6c542b"},"contact":"0199e5a4-1c00-7000-8000-0000000000c1","id":"0199e5a4-1c00-7000-8000-00000000e002","kind":"answered","seq":2,"v":1,"version":"5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c"}',
  leaf_hash: hashOfLast,
  path: [rootOfTwo],
  root,
  note: checkpoint.note,
};
const consistency: z.infer<typeof ConsistencyBody> = {
  from: 2,
  to: 3,
  from_root: rootOfTwo,
  to_root: root,
  path: [hashOfLast],
};
const logKeys: z.infer<typeof LogKeysBody> = {
  algorithm: 'Ed25519',
  origin_prefix: 'localhost:3000/log/',
  keys: [
    {
      id: '39f713d0a644253f',
      public_key: 'PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=',
      created_at: '2026-11-24T09:12:44.120031Z',
      retired_at: null,
    },
  ],
};

interface Parameter {
  name: string;
  description: string;
  required: boolean;
  example: number;
}

export interface Read {
  operationId: string;
  summary: string;
  description: string;
  parameters: readonly Parameter[];
  example: object;
  problems: readonly ProblemName[];
}

const number = (name: string, description: string, example: number, required = true): Parameter => ({
  name,
  description,
  required,
  example,
});

export const ledgerReads = {
  checkpoint: {
    operationId: 'getCheckpoint',
    summary: 'How far the log has come, signed',
    description:
      'Scope: read. A checkpoint is signed some seconds after an act. Keep its note where we cannot reach it: with it, any later change of what is under it shows. How to verify: docs/proof-format.md.',
    parameters: [],
    example: checkpoint,
    problems: ['checkpoint_not_found'],
  },
  inclusion: {
    operationId: 'getInclusion',
    summary: 'An entry of the log, and that it stands in it',
    description:
      'Scope: read. RFC 9162, 2.1.3. Without size, as of the newest checkpoint, whose note comes along.',
    parameters: [
      number('seq', 'The number of the entry, from 0.', 2),
      number('size', 'How many entries the log of the proof has.', 3, false),
    ],
    example: inclusion,
    problems: ['checkpoint_not_found', 'ledger_out_of_range'],
  },
  consistency: {
    operationId: 'getConsistency',
    summary: 'That the log only grew',
    description: 'Scope: read. RFC 9162, 2.1.4: from the log of from entries to that of to.',
    parameters: [number('from', 'The smaller size.', 2), number('to', 'The larger size.', 3)],
    example: consistency,
    problems: ['ledger_out_of_range'],
  },
} as const satisfies Record<string, Read>;

export const logKeysExample = logKeys;
