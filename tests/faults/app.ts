import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { machineLane } from '#app/api/_machine/lane.ts';
import { AnswerForm } from '#lib/domain/consent/form.ts';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { startHeartbeat } from '#lib/services/lease/heartbeat.ts';
import { installFaults } from './fault-plan.ts';

/*
 * One of the two processes of a history: the real machine door and the real acts on a given database, bundled without
 * the line that leaves the fault points out. MUTANT builds in one of the two mistakes that the checkers must find.
 */

const mutant = z.enum(['', 'stale-cache', 'ack-before-commit']).parse(process.env['MUTANT'] ?? '');
const Act = z.union([
  z.strictObject({ answer: z.string(), form: AnswerForm }),
  z.strictObject({ businessSlug: z.string(), pageSlug: z.string(), form: AnswerForm }),
  z.strictObject({ withdraw: z.string() }),
]);

installFaults(process.env['JAWORT_FAULTS'] ?? '');
await startHeartbeat();
const server = http.createServer((request, response) => {
  if (request.url === '/act') return void act(request, response);
  if (mutant === 'stale-cache' && request.url === '/api/v1/checks')
    return void cachedCheck(request, response);
  if (!machineLane(request, response)) response.writeHead(404).end();
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`${String((server.address() as AddressInfo).port)}\n`);
});

// A test run that is killed leaves nothing behind.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500).unref();

async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const wanted = Act.parse(JSON.parse(await bodyOf(request)));
    if ('withdraw' in wanted && mutant === 'ack-before-commit') {
      reply(response, 200, { done: true });
      await sleep(20);
      await withdrawByReceipt(wanted.withdraw, 'all').catch(() => undefined);
      return;
    }
    if ('withdraw' in wanted) reply(response, 200, { done: await withdrawByReceipt(wanted.withdraw, 'all') });
    else {
      const at = 'answer' in wanted ? { invitationToken: wanted.answer } : wanted;
      reply(response, 200, await answerQuestion(at, wanted.form));
    }
  } catch (cause) {
    reply(response, 503, { fault: cause instanceof Error ? cause.name : 'unknown' });
  }
}

/** The mistake that everybody makes once: "the same question a moment ago had this answer". */
const cache = new Map<string, { text: string; until: number }>();
async function cachedCheck(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const question = await bodyOf(request);
  const kept = cache.get(question);
  if (kept && kept.until > performance.now()) return reply(response, 200, JSON.parse(kept.text));
  const { answerCheck } = await import('#app/api/_machine/answer-check.ts');
  const answer = await answerCheck(
    {
      authorization: request.headers.authorization ?? null,
      contentType: 'application/json',
      contentEncoding: null,
      acceptLanguage: null,
      network: 'test',
      requestId: 'test',
      idempotencyKey: null,
    },
    Buffer.from(question),
  );
  if (answer.status === 200) cache.set(question, { text: answer.body, until: performance.now() + 200 });
  reply(response, answer.status, JSON.parse(answer.body));
}

function reply(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
