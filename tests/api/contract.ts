import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Answer, Sent } from './mounts.ts';

type Json = { readonly [key: string]: unknown };

/** The document as it is committed: what callers read is what answers are held to. */
export const document = JSON.parse(
  readFileSync(new URL('../../docs/openapi.json', import.meta.url), 'utf8'),
) as { readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>; readonly components: Json };

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
ajv.addSchema({ $id: 'openapi', ...document });

/** What is wrong with an answer by the document: [] when nothing is. */
export function contractFaults({ method = 'GET', path }: Sent, answer: Answer): string[] {
  const plain = path.split('?')[0] ?? path;
  // Neither has a body to hold to a schema (RFC 9110, 9.3.2 and 9.3.7), and neither may have one.
  if (method === 'HEAD' || answer.status === 204)
    return answer.text === '' ? [] : [`${method} ${plain}: has a body`];
  const operation = document.paths[plain]?.[method.toLowerCase()];
  const at = operation
    ? `#/paths/${pointer(plain)}/${method.toLowerCase()}/responses/${String(answer.status)}`
    : `#/components/responses/${document.paths[plain] ? 'method_not_allowed' : 'not_found'}`;
  const described = operation
    ? (operation['responses'] as Json)[String(answer.status)]
    : { content: problemOnly };
  if (described === undefined)
    return [`${method} ${plain}: status ${String(answer.status)} is not described`];
  const type = answer.headers['content-type'] ?? '';
  const content = (described as Json)['content'] as Json;
  if (!(type in content))
    return [`${method} ${plain} ${String(answer.status)}: media type ${type} is not described`];
  const validate = ajv.compile({ $ref: `openapi${at}/content/${pointer(type)}/schema` });
  if (validate(answer.json)) return [];
  return (validate.errors ?? []).map(
    (e) => `${method} ${plain} ${String(answer.status)}: ${e.instancePath} ${e.message ?? ''}`,
  );
}

const problemOnly = { 'application/problem+json': {} };

function pointer(step: string): string {
  return encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'));
}
