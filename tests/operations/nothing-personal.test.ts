import { readFile } from 'node:fs/promises';
import path from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  aDataDir,
  allGone,
  cleanUp,
  databasePid,
  node24,
  start,
  untilReady,
  type Running,
} from '#tests/boot/running.ts';
import { fieldValue } from '#tests/support/browser-like.ts';
import { ask, call, type Reply } from './asking.ts';
import { canary, foundIn } from './canaries.ts';

/*
 * Every door of the built program is driven with one customer's number, name and address, in good order and in bad, with
 * a database that refuses and without one, at LOG_LEVEL=trace. Afterwards nothing of that customer may stand in what an
 * operator collects.
 */

const Demo = z.object({ live_key: z.string(), app_url: z.string(), sign_in_url: z.string() });
const Secrets = z.object({ passwords: z.object({ superuser: z.string() }) });
const Place = z.object({ port: z.number() });
const foreignKey = `jw_live_${'K4n4r13nv0g3l'.repeat(6)}`;
const page = '/e/dachdeckerei-sommer/auftrag';

let app: Running;
let sql: postgres.Sql;
let key = '';
const secrets: string[] = [foreignKey];
/** What the machine door said to what it refused. */
const problems: string[] = [];
const statuses = new Map<string, number>();

async function json<T>(file: string, schema: z.ZodType<T>): Promise<T> {
  return schema.parse(JSON.parse(await readFile(path.join(app.dataDir, file), 'utf8')));
}

beforeAll(async () => {
  const env = { LOG_LEVEL: 'trace', PUBLIC_RATE: '1000', METRICS_TOKEN: '' };
  app = await start({ command: [node24, 'dist/server.js'], dataDir: await aDataDir(), env });
  await untilReady(app);
  const demo = await json('demo.json', Demo);
  key = demo.live_key;
  secrets.push(key, demo.sign_in_url.split('/').at(-1) ?? 'none');
  const { passwords } = await json('secrets.json', Secrets);
  const { port } = await json('database.json', Place);
  sql = postgres(`postgres://postgres:${passwords.superuser}@127.0.0.1:${String(port)}/jawort`, { max: 1 });
});
afterAll(async () => {
  await sql.end({ timeout: 1 }).catch(() => undefined);
  await cleanUp();
});

function note(what: string, reply: Reply): Reply {
  statuses.set(`${what} ${String(reply.status)}`, (statuses.get(`${what} ${String(reply.status)}`) ?? 0) + 1);
  return reply;
}

async function api(at: string, value: unknown, more: Record<string, string> = {}): Promise<Reply> {
  const reply = note(at, await call(`${app.url}/api/v1/${at}`, key, value, more));
  if (reply.status >= 400) problems.push(reply.body);
  return reply;
}

async function post(at: string, fields: readonly (readonly [string, string])[]): Promise<Reply> {
  const body = new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: app.url };
  const [, kind = ''] = at.split('/');
  return note(kind, await ask(`${app.url}${at}`, { method: 'POST', headers, body }));
}

const contact = { phone: canary.phone };
const now = () => new Date().toISOString();

async function answer(at: string): Promise<string> {
  const { body } = await ask(`${app.url}${at}`);
  const reply = await post(at, [
    ['snapshot', fieldValue(body, 'snapshot')],
    ['item', 'order'],
    ['item', 'advertising_email'],
    ['name', canary.name],
    ['phone', canary.otherSpelling],
    ['email', canary.email],
    ['choice', 'grant'],
  ]);
  const token = (reply.headers.location ?? '').split('/r/')[1]?.split('?')[0] ?? '';
  if (token !== '') secrets.push(token);
  return token;
}

/** Everything a person or a program does with that customer. */
async function everyDoor(): Promise<void> {
  const typed = await answer(page);
  const { body } = await api('invitations', { contact, page: 'auftrag', delivered_by: 'whatsapp' });
  const invited = /\/i\/([\w-]{43})/u.exec(body)?.[1] ?? '';
  if (invited !== '') secrets.push(invited);
  const answered = await answer(`/i/${invited}`);
  for (const token of [typed, answered]) {
    await ask(`${app.url}/r/${token}`);
    await post(`/r/${token}`, [['withdraw', 'all']]);
    await post(`/r/${token}/unsubscribe`, [['List-Unsubscribe', 'One-Click']]);
  }
  await post('/e/dachdeckerei-sommer/withdraw', [['contact', canary.otherSpelling]]);
  await post(`${page}/withdraw`, [['contact', canary.email]]);
  for (const text of [
    'STOP',
    `Hier ist ${canary.name}, was soll das?`,
    'Bitte keine Werbung mehr',
    `Ja, ${canary.phone}`,
  ])
    await api('inbound-messages', { channel: 'whatsapp', from: contact, text, received_at: now() });
  await api(
    'withdrawals',
    { contact: { email: canary.email }, how: 'call' },
    { 'idempotency-key': 'once-1' },
  );
  for (const intent of ['query', 'send'])
    await api('checks', { contact, channel: 'whatsapp', purpose: 'order', intent, capture_url: true });
  await post('/console/sign-in', [['email', canary.email]]);
}

async function badInput(): Promise<void> {
  const where = { channel: 'whatsapp', purpose: 'order' };
  for (const value of [
    { contact: { phone: `${canary.phone}a` }, ...where },
    { contact: { email: `${canary.email}@` }, ...where },
    { contact, channel: canary.phone, purpose: canary.email },
    { contact, ...where, purpose: `x-${canary.name}`, recipients: [`partner:${canary.email}`] },
    { contact: { [canary.phone]: canary.name }, ...where },
    { [canary.email]: canary.phone, contact, ...where },
    { contact, ...where, ref: `${canary.name}\0`, min_as_of: '999999' },
    [canary.phone],
    canary.email,
  ]) {
    await api('checks', value, {
      'idempotency-key': canary.phone.replaceAll(' ', ''),
      'x-request-id': '0176.04069077',
    });
    await api('invitations', value, { 'idempotency-key': canary.email });
    await api('inbound-messages', value);
    await api('withdrawals', value, { 'accept-language': canary.email, 'user-agent': canary.name });
  }
  const raw = `{"contact":{"phone":"${canary.phone}"`;
  for (const headers of [{ authorization: `Bearer ${key}` }, { authorization: `Bearer ${foreignKey}` }]) {
    const reply = await ask(`${app.url}/api/v1/checks`, { method: 'POST', headers, body: raw });
    problems.push(note('not json', reply).body);
  }
  for (const at of [
    `/api/v1/${encodeURIComponent(canary.phone)}`,
    `/api/v1/ledger/inclusion?seq=${encodeURIComponent(canary.email)}`,
    `/e/${encodeURIComponent(canary.name)}/auftrag`,
    `/i/${encodeURIComponent(canary.email)}`,
    `/s/17604069077`,
    `/help?phone=${encodeURIComponent(canary.phone)}`,
    `/console?email=${encodeURIComponent(canary.email)}`,
    `/console/enter/${encodeURIComponent(canary.email)}`,
    `/${encodeURIComponent(canary.name)}`,
    `/bad%E0${canary.email}`,
  ]) {
    const reply = note('odd address', await ask(`${app.url}${at}`));
    if (at.startsWith('/api/')) problems.push(reply.body);
  }
  await post(page, [
    ['snapshot', canary.email],
    ['choice', canary.name],
    ['phone', canary.phone],
  ]);
  await post('/hooks/resend', [['to', canary.email]]);
}

async function collected() {
  // What the first start tells the person at the terminal ends with this line; the rest is log.
  const [, log = ''] = app.output().split('Ctrl-C stops everything.');
  return {
    log,
    metrics: (await ask(`${app.url}/metrics`)).body,
    problems: problems.join('\n'),
    'postgres.log': await readFile(path.join(app.dataDir, 'postgres.log'), 'utf8'),
  };
}

async function jobs(): Promise<string> {
  return JSON.stringify(await sql`select to_jsonb(j) as job from pgboss.job j`);
}

test('a customer is nowhere in logs, metrics, problems and jobs, whatever door and whatever goes wrong', async () => {
  await everyDoor();
  await badInput();
  // Errors of the database carry the values of their statements; so would a log that took their messages.
  await sql`revoke insert on public.event from jawort_app`;
  await sql`revoke insert on public.suppression from jawort_app`;
  await sql`revoke select on public.auth_user from jawort_auth`;
  await everyDoor();
  await sql`grant insert on public.event, public.suppression to jawort_app`;
  await sql`grant select on public.auth_user to jawort_auth`;
  // Jobs that fail keep why.
  await sql`revoke select on public.event from jawort_app`;
  await everyDoor();
  await expect
    .poll(async () => (await sql`select from pgboss.job where output is not null`).length, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0);
  await sql`grant select on public.event to jawort_app`;
  const kept = await jobs();
  const database = (await databasePid(app.dataDir)) ?? 0;
  process.kill(database, 'SIGKILL');
  await allGone([database]);
  await everyDoor();

  const all = { ...(await collected()), jobs: kept };
  const seen = [...statuses.keys()];
  for (const wanted of ['checks 200', 'checks 422', 'checks 503', 'e 303', 'i 303', 'e 503', 'r 503'])
    expect(seen, `${wanted} was driven`).toContain(wanted);
  for (const status of ['inbound-messages 200', 'withdrawals 200', 'invitations 201', 'inbound-messages 503'])
    expect(seen).toContain(status);
  for (const kind of ['requested', 'answered', 'withdrawn', 'objected'])
    expect(all.metrics, kind).toMatch(new RegExp(`^jawort_events_total\\{kind="${kind}"\\} [1-9]`, 'mu'));
  expect(secrets.length).toBeGreaterThan(6);
  for (const [where, text] of Object.entries(all)) {
    expect(text.length, where).toBeGreaterThan(100);
    expect(foundIn(text, secrets), where).toEqual([]);
  }
  for (const line of all.log.trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow();
  process.stdout.write(
    `looked through ${Object.entries(all)
      .map(([where, text]) => `${where} ${String(text.length)} characters`)
      .join(', ')}; ${String(seen.length)} kinds of answers\n`,
  );
});

test('the search finds a customer however they are spelled', () => {
  for (const planted of [
    `{"msg":"for ${canary.phone}"}`,
    '{"contact":"+4917604069077"}',
    'phone=0176%2F04069077',
    'Params: 0176-040690-77,x',
    String.raw`{"name":"\u005aacharias"}`,
    canary.email.toUpperCase(),
    encodeURIComponent(canary.email),
    String.raw`"\\x${Buffer.from(canary.email).toString('hex')}"`,
    `Authorization: Bearer ${foreignKey}`,
  ])
    expect(foundIn(`something before ${planted} and after`, secrets), planted).not.toEqual([]);
  expect(foundIn('{"kind":"page","status":200,"ms":17604069}', secrets)).toEqual([]);
});
