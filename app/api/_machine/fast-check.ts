import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressPrefix, clientAddress } from '#app/_doors/client-address.ts';
import { readNodeBody } from '#app/_doors/body.ts';
import type { MachineAnswer } from './answer.ts';
import { answerCheck } from './answer-check.ts';
import { bodyBytesMax } from './body.ts';
import { problemAnswer, Refused } from './problem.ts';
import { requestIdOf } from './request-id.ts';

export const checkPath = '/api/v1/checks';

/** `POST /api/v1/checks` on the bare server: half of what a check costs is HTTP, so here is as little of it as can be. */
export function fastCheck(request: IncomingMessage, response: ServerResponse): void {
  const { headers } = request;
  const requestId = requestIdOf(oneOf(headers['x-request-id']));
  readNodeBody(request, bodyBytesMax, (body) => {
    if (body.state === 'too_large') {
      respond(response, problemAnswer(new Refused('body_too_large'), requestId), ['connection', 'close']);
      return;
    }
    void answerCheck(
      {
        authorization: headers.authorization ?? null,
        contentType: headers['content-type'] ?? null,
        contentEncoding: headers['content-encoding'] ?? null,
        acceptLanguage: headers['accept-language'] ?? null,
        idempotencyKey: oneOf(headers['idempotency-key']),
        network: networkOf(request),
        requestId,
      },
      body.bytes,
    ).then((answer) => queueAnswer(response, answer));
  });
}

/**
 * Answers come in groups of about thirty, one a statement. They are sent in one go after the last of the group is
 * made: each send on its own wakes the other side, and waking costs more than making the answer.
 */
let ready: { response: ServerResponse; answer: MachineAnswer }[] = [];

function queueAnswer(response: ServerResponse, answer: MachineAnswer): void {
  if (ready.length === 0) setImmediate(sendReady);
  ready.push({ response, answer });
}

function sendReady(): void {
  const group = ready;
  ready = [];
  for (const { response, answer } of group) respond(response, answer, none);
}

const none: readonly string[] = [];

function respond(
  response: ServerResponse,
  { status, headers, body }: MachineAnswer,
  more: readonly string[],
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, [...headers, 'content-length', String(Buffer.byteLength(body)), ...more]);
  response.end(body);
}

/** Addresses are few and reading one costs more than the rest of the door. */
const networks = new Map<string, string>();

function networkOf(request: IncomingMessage): string {
  const address = clientAddress(request);
  let network = networks.get(address);
  if (network === undefined) {
    network = addressPrefix(address);
    if (networks.size >= 10_000) networks.clear();
    networks.set(address, network);
  }
  return network;
}

function oneOf(header: string | string[] | undefined): string | null {
  return typeof header === 'string' ? header : null;
}
