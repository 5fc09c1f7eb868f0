import { afterAll, beforeAll, expect, test } from 'vitest';
import { startHeartbeat, stopHeartbeat } from '#lib/services/lease/heartbeat.ts';
import { laneMount, post, type Answer, type Mount } from '#tests/api/mounts.ts';
import { fieldValue, get, post as postForm } from '#tests/support/browser-like.ts';
import { leaseOn } from '#tests/support/lease-off.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ownCluster, ownKeys, pointTo, type OwnCluster } from './cluster.ts';

let cluster: OwnCluster;
let mount: Mount;
let firm: Firm;
let phone = '';

beforeAll(async () => {
  cluster = await ownCluster({ fsync: 'off' });
  pointTo(cluster.appUrl, ownKeys());
  mount = await laneMount();
  firm = await aFirm();
  phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  leaseOn();
  await startHeartbeat();
});
afterAll(async () => {
  await stopHeartbeat();
  await mount.close();
  await cluster.remove();
});

const ours = `select pid from pg_stat_activity where usename = 'jawort_login'`;
const dropOurs = () => cluster.run(`select pg_terminate_backend(pid) from (${ours}) as ours`);
const reload = () => cluster.run('select pg_reload_conf()');

function signalHalted(signal: 'SIGSTOP' | 'SIGCONT'): void {
  for (const { pid } of halted) process.kill(pid, signal);
}
let halted: { pid: number }[] = [];

interface Outage {
  readonly name: string;
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
  /** A page waits for a database that stands still: its act may have been done. */
  readonly pageWaits?: true;
}
const outages: Outage[] = [
  { name: 'away', begin: () => cluster.stop(), end: () => cluster.start() },
  {
    name: 'read-only',
    begin: async () => {
      await cluster.run('alter system set default_transaction_read_only = on');
      await reload();
    },
    end: async () => {
      await cluster.run('alter system reset default_transaction_read_only');
      await reload();
    },
  },
  {
    name: 'out of connections',
    begin: async () => {
      await cluster.run('alter role jawort_login connection limit 0');
      await dropOurs();
    },
    end: () => cluster.run('alter role jawort_login connection limit -1'),
  },
  {
    name: 'standing still (where a page waits)',
    begin: async () => {
      halted = (await cluster.run(ours)).map((row) => ({ pid: Number(row['pid']) }));
      halted.push({ pid: cluster.pid() }); // or a new connection would be served
      signalHalted('SIGSTOP');
    },
    end: async () => signalHalted('SIGCONT'),
    pageWaits: true,
  },
];

test.each(outages)(
  'a database that is $name: checks are 503 with allowed: false within three seconds, a page keeps what was typed and says that it is not stored; all is right again without a restart',
  async ({ begin, end, pageWaits }) => {
    expect((await check()).json).toMatchObject({ allowed: true });
    const page = await (await get(`/e/${firm.slug}/${firm.pageSlug}`)).text();
    await begin();
    try {
      // Read-only is seen by the first heartbeat that fails, five seconds after the last one that did not.
      await expect.poll(async () => (await timed()).status, { timeout: 8_000, interval: 50 }).toBe(503);
      expect(await timed()).toMatchObject({ status: 503, json: { allowed: false } });
      if (pageWaits) return;

      const answer = await postForm(`/e/${firm.slug}/${firm.pageSlug}`, [
        ['snapshot', fieldValue(page, 'snapshot')],
        ['choice', 'grant'],
        ['item', 'order'],
        ['name', 'Jürgen Groß'],
        ['phone', '0176 04069077'],
      ]);
      const shown = await answer.text();
      expect(answer.status).toBe(503);
      expect(shown).toContain('nicht gespeichert');
      expect([fieldValue(shown, 'name'), fieldValue(shown, 'phone')]).toEqual([
        'Jürgen Groß',
        '0176 04069077',
      ]);
      expect(fieldValue(shown, 'snapshot')).toBe(fieldValue(page, 'snapshot'));
    } finally {
      await end();
      await expect
        .poll(async () => (await check()).json, { timeout: 15_000 })
        .toMatchObject({ allowed: true });
    }
    const [stored] = await cluster.run(`select count(*)::int as n from public.receipt`);
    expect(stored).toEqual({ n: 1 });
  },
);

function check(): Promise<Answer> {
  return mount.send(
    post('/api/v1/checks', firm.liveKey, { contact: { phone }, channel: 'whatsapp', purpose: 'order' }),
  );
}

/** A yes or a 503, and never later than three seconds (and what a busy machine adds). */
async function timed(): Promise<Answer> {
  const since = performance.now();
  const answer = await check();
  expect(performance.now() - since).toBeLessThan(3_500);
  if (answer.status !== 200) expect(answer.json).toMatchObject({ allowed: false });
  return answer;
}
