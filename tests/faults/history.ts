import fc from 'fast-check';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { openInvitation } from '#lib/services/page/open.ts';
import { receiptToken } from '#lib/services/receipt/token.ts';
import type { ReceiptId } from '#lib/domain/ids.ts';
import { aFirm, formOf, type Firm } from '#tests/support/scene.ts';
import type { Operation } from './history-checker.ts';
import { send, startProcess, type AppProcess } from './processes.ts';

export interface Play {
  readonly seed: number;
  readonly env: Record<string, string>;
  readonly superUrl: string;
  readonly operations: number;
  /** Of one process, somewhere on the way: halt it for a while, or kill it and start another. */
  readonly nemesis: readonly ('SIGSTOP' | 'SIGKILL')[];
}

export interface Played {
  /** With the version each had; a write that changed nothing is not among them. */
  readonly operations: Operation[];
  /** As the clients saw them, with nothing from the log. */
  readonly seen: Operation[];
  readonly acknowledged: number;
  readonly lost: number;
  /** Writes whose end nobody saw, and how many of them are in the log. */
  readonly unknown: number;
  readonly unknownDone: number;
  readonly refusedChecks: number;
  readonly firm: Firm;
}

const people = Array.from({ length: 64 }, (_, i) => `+49176040690${String(i).padStart(2, '0')}`);
const clients = 8;
const grantsEach = 4;

interface Link {
  readonly person: string;
  readonly token: string;
  readonly id: string;
  readonly form: AnswerForm;
}

/** A write as its client saw it; `mark` is the invitation or the receipt by which the log names it. */
interface Write {
  readonly f: 'grant' | 'withdraw';
  readonly person: string;
  readonly mark: string;
  readonly invoked: number;
  readonly returned: number;
  readonly outcome: 'acknowledged' | 'refused' | 'unknown';
}

/** 8 clients on 64 people over two processes of one database. The seed drives who does what and the nemesis. */
export async function playHistory({ seed, env, superUrl, operations, nemesis }: Play): Promise<Played> {
  const firm = await aFirm();
  const links = await linksFor(firm);
  const random = randomOf(seed);
  const apps = await Promise.all([startProcess(env), startProcess(env)]);
  const receipts = new Map<string, string[]>();
  const checks: Operation[] = [];
  const writes: Write[] = [];
  let left = operations;
  let refusedChecks = 0;

  await Promise.all([...Array.from({ length: clients }, client), disturb()]);
  for (const app of apps) app.signal('SIGKILL');
  await Promise.all(apps.map((app) => app.ended));
  const versions = await versionsIn(superUrl, firm);
  return { ...outcome(versions), refusedChecks, firm };

  async function client(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const person = people[random(people.length)] ?? '';
      const dice = random(100);
      const link = dice < 6 ? links.get(person)?.pop() : undefined;
      const receipt = dice >= 6 && dice < 12 ? receipts.get(person)?.pop() : undefined;
      if (link) await grant(link);
      else if (receipt !== undefined) await withdraw(person, receipt);
      else await check(person);
    }
  }

  function anApp(): AppProcess {
    const app = apps[random(2)];
    if (!app) throw new Error('there are two');
    return app;
  }

  async function check(person: string): Promise<void> {
    const invoked = performance.now();
    const body = { contact: { phone: person }, channel: 'whatsapp', purpose: 'order' };
    const reply = await send(anApp().port, { path: '/api/v1/checks', key: firm.liveKey, body });
    const returned = performance.now();
    if (reply === 'unknown' || reply.status !== 200) {
      refusedChecks += 1;
      await sleep(2); // a process that is not there refuses very fast
      return;
    }
    const { allowed, as_of: asOf } = reply.json as { allowed: boolean; as_of: string };
    checks.push({ f: 'check', person, invoked, returned, ver: Number(asOf), allowed });
  }

  async function grant(link: Link): Promise<void> {
    const reply = await write('grant', link.person, link.id, { answer: link.token, form: link.form });
    const said = reply === 'unknown' ? {} : (reply.json as { receiptToken?: string });
    if (said.receiptToken === undefined) return;
    receipts.set(link.person, [...(receipts.get(link.person) ?? []), said.receiptToken]);
  }

  async function withdraw(person: string, receipt: string): Promise<void> {
    await write('withdraw', person, receipt, { withdraw: receipt });
  }

  async function write(f: Write['f'], person: string, mark: string, body: unknown) {
    const invoked = performance.now();
    const reply = await send(anApp().port, { path: '/act', body });
    const known = reply === 'unknown' || reply.status === 503 ? null : performance.now();
    const result = known === null ? 'unknown' : 'acknowledged';
    writes.push({ f, person, mark, invoked, returned: known ?? Infinity, outcome: result });
    return reply;
  }

  async function disturb(): Promise<void> {
    for (const [i, signal] of nemesis.entries()) {
      const at = operations * (1 - (i + 0.3 + random(40) / 100) / nemesis.length);
      while (left > at) await sleep(5);
      const which = random(2);
      const app = apps[which];
      app?.signal(signal);
      if (signal === 'SIGSTOP') {
        await sleep(100 + random(900));
        app?.signal('SIGCONT');
      } else apps[which] = await startProcess(env);
    }
  }

  function outcome(versions: ReadonlyMap<string, number>) {
    const done: Operation[] = [];
    let lost = 0;
    let acknowledged = 0;
    const unknown = writes.filter((w) => w.outcome === 'unknown');
    for (const w of writes) {
      const ver = versions.get(`${w.f} ${w.mark}`);
      if (w.outcome === 'acknowledged') acknowledged += 1;
      if (ver !== undefined) done.push({ ...w, ver, allowed: false });
      // A withdrawal of what somebody else had withdrawn already writes nothing; an answer always does.
      else if (w.outcome === 'acknowledged' && w.f === 'grant') lost += 1;
    }
    return {
      operations: [...checks, ...done],
      seen: [...checks, ...writes.map((w) => ({ ...w, ver: -1, allowed: false }))],
      acknowledged,
      lost,
      unknown: unknown.length,
      unknownDone: unknown.filter((w) => versions.has(`${w.f} ${w.mark}`)).length,
    };
  }
}

async function linksFor(firm: Firm): Promise<Map<string, Link[]>> {
  const links = new Map(people.map((person): [string, Link[]] => [person, []]));
  const wanted = people.flatMap((person) => Array.from({ length: grantsEach }, () => person));
  const worker = async () => {
    for (let person = wanted.pop(); person !== undefined; person = wanted.pop()) {
      const { token, id } = await createInvitation(firm.live, {
        contact: { phone: person },
        page: firm.pageSlug,
        delivered_by: 'whatsapp',
      });
      const opened = await openInvitation(token);
      if (opened.state !== 'open') throw new Error(opened.state);
      links.get(person)?.push({ person, token, id, form: formOf(opened, { item: ['order'] }) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return links;
}

/** Where each write stands in the log, by what names it there. */
async function versionsIn(superUrl: string, { businessId }: Firm): Promise<Map<string, number>> {
  const sql = postgres(superUrl, { max: 1, onnotice: () => undefined });
  const rows = await sql<{ seq: string; leaf: string }[]>`
    select seq, leaf from public.event where business_id = ${businessId} order by seq`;
  await sql.end();
  const versions = new Map<string, number>();
  for (const { seq, leaf } of rows) {
    const event = readLeaf(leaf);
    if (event.kind === 'answered') versions.set(`grant ${String(event.body.invitation)}`, Number(seq) + 1);
    if (event.kind === 'withdrawn' && event.body.how === 'receipt') {
      const receipt = receiptToken(businessId, event.body.receipt as ReceiptId);
      versions.set(`withdraw ${receipt}`, Number(seq) + 1);
    }
  }
  return versions;
}

/** Whole numbers below `n`, the same for the same seed. */
function randomOf(seed: number): (n: number) => number {
  const [numbers] = fc.sample(fc.infiniteStream(fc.maxSafeNat()), { seed, numRuns: 1 });
  if (!numbers) throw new Error('no numbers');
  return (n) => (numbers.next().value as number) % n;
}
