import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import path from 'node:path';
import { observe } from '#app/_doors/observe.ts';
import { markPeer } from '#app/_doors/peer.ts';
import { isServedBy } from '#app/_doors/roles.ts';
import { openDatabase, type Database } from '#db/boot/open.ts';
import { writePrivateJson } from '#db/boot/private-file.ts';
import { makeGate } from '#lib/adapters/listener/gate.ts';
import { drain, hasConnections, listen } from '#lib/adapters/listener/listen.ts';
import { refuse } from '#lib/adapters/listener/refuse.ts';
import { faultOf, tameConsole } from '#lib/adapters/log/console.ts';
import { log } from '#lib/adapters/log/log.ts';
import { watchLoop } from '#lib/adapters/metrics/process.ts';
import { onStopSignal } from '#lib/adapters/process/stop-signals.ts';
import { settings, tellNextAuth, type Settings } from '#lib/config.ts';
import { codeOf, sentenceOf, StartFault } from '#lib/start-fault.ts';

/*
 * The composition root: brings the parts up in order, takes them down in the reverse one, and is imported by nobody.
 * Whatever reads the database's address is loaded after the database is open, hence the imports inside.
 */

const stopMsMax = 25_000;
const drainMsMax = 15_000;

/** What has been brought up, newest last: each entry takes one part down. */
const undo: (() => Promise<void>)[] = [];
let phase: 'starting' | 'serving' | 'stopping' = 'starting';
let serve: RequestListener = answerStarting;
let database: Database | null = null;
let ending = false;

process.on('uncaughtException', (cause) => void crash(cause));
process.on('unhandledRejection', (cause) => void crash(cause));
// Whoever read our output may be gone before us.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

const started = start().catch(fail);
onStopSignal({ parentPid: parentPid(), stop: () => void stop(), force: () => endNow() });

async function start(): Promise<void> {
  const known = settings();
  tellNextAuth();
  if (!known.dev) tameConsole();
  watchLoop();
  const gate = makeGate(known);
  const server = await listen({
    host: known.host,
    port: known.port,
    answer: (request, response) => answer(gate, request, response),
  });
  undo.push(async () => close(server, known));

  // Next and the database come up side by side; a fault of Next is reported when its turn comes.
  const pages = preparePages(known);
  pages.catch(() => undefined);

  database = await openDatabase(say);
  undo.push(database.stop);
  await bringSchemaUp(database);
  undo.push(async () => (await import('#db/client.ts')).closePools());

  const hand = await pages;
  undo.push(hand.close);
  // Every role leaves jobs in the queue, some do them; all close it.
  const { startJobs, stopJobs } = await import('#lib/jobs/queue.ts');
  undo.push(stopJobs);
  if (known.role === 'all' || known.role === 'worker') await startJobs();
  if (known.role !== 'worker') {
    const { startHeartbeat, stopHeartbeat } = await import('#lib/services/lease/heartbeat.ts');
    undo.push(stopHeartbeat);
    await startHeartbeat();
  }
  const summary = database.embedded ? await seed(known) : [`Jawort is ready at ${known.appUrl}`];
  if (phase === 'stopping') return;
  const { fastLane } = await import('#app/_doors/fast-lane.ts');
  serve = (request, response) => {
    if (!isServedBy(known.role, request.url ?? '/')) answerNothing(request, response);
    else if (!fastLane(request, response)) hand.answer(request, response);
  };
  (await import('#lib/services/ops/ready.ts')).setReady(true);
  phase = 'serving';
  for (const line of summary) say(line);
}

/** With the owner's address the schema is brought up to date; with the app's alone it must already be. */
async function bringSchemaUp({ appUrl, adminUrl }: Database): Promise<void> {
  const { migrate, refuseUnsafeRole, schemaState } = await import('#db/migrate.ts');
  if (adminUrl !== null) await migrate({ adminUrl, appUrl });
  const state = await schemaState(appUrl);
  if (state === 'ahead')
    throw new StartFault(
      'The database was brought up to a newer release than this one: start that release, or restore a backup from before it.',
    );
  await refuseUnsafeRole(appUrl).catch((cause: unknown) => {
    // A database no release of ours has touched does not know the roles that are asked about.
    if (codeOf(cause) !== '42704') throw cause;
  });
  if (state === 'behind')
    throw new StartFault(
      'The database is behind this release: run "npm run jawort -- migrate" with DATABASE_ADMIN_URL set, then start again.',
    );
}

type Pages = { readonly answer: RequestListener; readonly close: () => Promise<void> };

/** Next, for the roles that show pages. */
async function preparePages({ role, dev, host, port }: Settings): Promise<Pages> {
  if (role === 'machine' || role === 'worker') return { answer: answerNothing, close: async () => undefined };
  const { default: next } = await import('next');
  const app = next({ dev, hostname: host, port });
  await (dev ? app.prepare() : withoutGreeting(() => app.prepare()));
  const handle = app.getRequestHandler();
  return {
    answer: (request, response) => {
      handle(request, response).catch((cause: unknown) => answerFault(request, response, cause));
    },
    close: () => app.close(),
  };
}

/** Next tells each start how long its settings took, also before a sentence of ours that says why there is no start. */
async function withoutGreeting(act: () => Promise<void>): Promise<void> {
  const { log } = console;
  Object.assign(console, { log: () => undefined });
  try {
    await act();
  } finally {
    Object.assign(console, { log });
  }
}

/** The demo business and its facts: in the file first, because whoever waits for /readyz reads it next. */
async function seed({ dataDir }: Settings): Promise<string[]> {
  const { seedDemo } = await import('#lib/services/demo/seed.ts');
  const facts = await seedDemo();
  const file = path.join(dataDir, 'demo.json');
  await writePrivateJson(file, facts);
  const question = JSON.stringify({
    contact: { phone: '0176 04069042' },
    channel: 'whatsapp',
    purpose: 'order',
  });
  return [
    '',
    'Jawort is ready.',
    '',
    `  Demo page   ${facts.page_url}`,
    `  Console     ${facts.sign_in_url}`,
    '              (signs you in once, within 10 minutes)',
    `  API key     ${facts.live_key}`,
    '',
    '  May I message this person?',
    `  curl ${facts.app_url}/api/v1/checks -H 'Authorization: Bearer ${facts.live_key}' -H 'Content-Type: application/json' -d '${question}'`,
    '',
    `The same is written in ${file}. Ctrl-C stops everything.`,
  ];
}

function answer(gate: ReturnType<typeof makeGate>, request: IncomingMessage, response: ServerResponse): void {
  observe(request, response);
  markPeer(request);
  const refusal = gate(request);
  if (refusal !== null) return refuse(request, response, refusal);
  if (phase === 'stopping') response.setHeader('connection', 'close');
  try {
    serve(request, response);
  } catch (cause) {
    answerFault(request, response, cause);
  }
}

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
  const alive = request.url === '/healthz';
  refuse(
    request,
    response,
    alive
      ? { status: 200, code: 'alive', text: 'ok' }
      : { status: 503, code: 'starting', text: 'Jawort is starting.', retryAfterSeconds: 1 },
  );
}

function answerNothing(request: IncomingMessage, response: ServerResponse): void {
  refuse(request, response, { status: 404, code: 'not_found', text: 'There is nothing at this address.' });
}

function answerFault(request: IncomingMessage, response: ServerResponse, cause: unknown): void {
  report(cause, 'request failed');
  if (response.headersSent) response.destroy();
  else
    refuse(request, response, { status: 500, code: 'internal', text: 'Something went wrong on our side.' });
}

/** Stops taking work, finishes what was taken, then takes the parts down. */
async function stop(): Promise<void> {
  if (phase === 'serving') say('Stopping …');
  phase = 'stopping';
  setTimeout(endNow, stopMsMax).unref();
  await started;
  await end(0);
}

async function close(server: Server, { dev }: Settings): Promise<void> {
  phase = 'stopping';
  (await import('#lib/services/ops/ready.ts')).setReady(false);
  // A load balancer needs a moment to see that we are not ready; people at a terminal have no balancer.
  const graceMs = database?.embedded === false ? 2_000 : !dev && (await hasConnections(server)) ? 1_000 : 0;
  await drain(server, { graceMs, limitMs: drainMsMax });
}

async function end(code: 0 | 1): Promise<void> {
  if (ending) return;
  ending = true;
  let failed = false;
  // The listener first, although it came up first: nothing may be asked of parts that are going.
  const [listener, ...parts] = undo.splice(0);
  for (const part of [...(listener ? [listener] : []), ...parts.toReversed()]) {
    await part().catch((cause: unknown) => {
      failed = true;
      report(cause, 'a part failed to stop');
    });
  }
  process.exit(failed ? 1 : code);
}

/** A start that cannot go on: one sentence (for settings, one each), then everything down that came up. */
async function fail(cause: unknown): Promise<void> {
  process.stderr.write(`${sentenceOf(cause)}\n`);
  setTimeout(endNow, stopMsMax).unref();
  await end(1);
}

/** The state is unknown: say what happened, take the database along if it is ours, and go. */
async function crash(cause: unknown): Promise<void> {
  report(cause, 'stopping after an unexpected fault');
  if (ending) return;
  ending = true;
  setTimeout(endNow, 5_000).unref();
  await database?.stop().catch(() => undefined);
  process.exit(1);
}

function endNow(): void {
  database?.stopNow();
  process.exit(1);
}

/** Its kind and place, never its text: that may hold what somebody typed. */
function report(cause: unknown, what: string): void {
  try {
    log().error({ fault: faultOf(cause) }, what);
  } catch {
    process.stderr.write(`jawort: ${what}\n`); // Without settings there is no log.
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `--with-parent=PID`: given by our start script, so that nothing stays behind when it is killed. */
function parentPid(): number | null {
  const given = process.argv.find((word) => word.startsWith('--with-parent='));
  return given === undefined ? null : Number(given.slice('--with-parent='.length));
}
