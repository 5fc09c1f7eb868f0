import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Heart, startHeartbeat, stopHeartbeat } from '#lib/services/lease/heartbeat.ts';
import { Lease, lease } from '#lib/services/lease/lease.ts';
import { isReady, setReady } from '#lib/services/ops/ready.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { laneMount, post, type Answer, type Mount } from '#tests/api/mounts.ts';
import { leaseOn } from '#tests/support/lease-off.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ownCluster, ownKeys, pointTo, type OwnCluster } from './cluster.ts';

describe('the rule', () => {
  const at = (server: string, beganAtMs: number) => {
    const of = new Lease();
    of.confirm({ server, beganAtMs });
    return of;
  };

  test('nobody has a lease without a heartbeat', () => {
    expect(new Lease().holds('a', 0)).toBe(false);
  });
  test('it holds for less than five seconds from before the heartbeat was sent', () => {
    expect([4_999, 5_000].map((now) => at('a', 0).holds('a', now))).toEqual([true, false]);
  });
  test('another server than the one that took the heartbeat is not answered from', () => {
    expect(at('a', 0).holds('b', 1)).toBe(false);
  });
  test('a server that replays another one is never answered from, whatever the heartbeat said', () => {
    expect(at('recovering', 0).holds('recovering', 1)).toBe(false);
  });
  test('a heartbeat that comes back late does not replace a younger one', () => {
    const of = at('new', 4_000);
    of.confirm({ server: 'old', beganAtMs: 1_000 });
    expect([of.holds('new', 8_000), of.holds('old', 5_500)]).toEqual([true, false]);
  });
  test('the time counts from before the heartbeat was sent, not from when it came back', async () => {
    const of = new Lease();
    let beganAtMs = 0;
    const write = async () => {
      beganAtMs = performance.now();
      await sleep(300);
      return 'a';
    };
    const heart = new Heart({ lease: of, write });
    await heart.start();
    heart.stop();
    expect([of.holds('a', beganAtMs + 4_990), of.holds('a', beganAtMs + 5_001)]).toEqual([true, false]);
  });
});

describe('on a database of its own', () => {
  const keys = ownKeys();
  let cluster: OwnCluster;
  let mount: Mount;
  let firm: Firm;
  let phone = '';
  let receipt = '';

  beforeAll(async () => {
    cluster = await ownCluster({ fsync: 'off' });
    pointTo(cluster.appUrl, keys);
    mount = await laneMount();
    firm = await aFirm();
    setReady(true);
  });
  afterAll(async () => {
    await stopHeartbeat();
    setReady(false);
    await mount.close();
    await cluster.remove();
  });
  beforeEach(async () => {
    leaseOn();
    await startHeartbeat();
    phone = aPhone();
    receipt = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  });
  afterEach(() => stopHeartbeat());

  const check = (): Promise<Answer> =>
    mount.send(
      post('/api/v1/checks', firm.liveKey, { contact: { phone }, channel: 'whatsapp', purpose: 'order' }),
    );
  const untilStatus = (status: number, timeout: number) =>
    expect.poll(async () => (await check()).status, { timeout, interval: 50 }).toBe(status);
  const yes = { status: 200, json: { allowed: true } };
  const lost = { status: 503, json: { code: 'read_lease_lost', allowed: false } };

  test('a process that never sent a heartbeat answers no check', async () => {
    await stopHeartbeat();
    leaseOn();
    expect(await check()).toMatchObject(lost);
  });

  test('a heart that stops: 503 within five seconds of the last beat, not ready; and right again when it beats', async () => {
    expect(await check()).toMatchObject(yes);
    expect(await isReady()).toBe(true);
    // Beating, but nothing gets through: the owner takes the table's right away.
    await cluster.run('revoke insert, update on public.heartbeat from jawort_app');
    const since = performance.now();
    await untilStatus(503, 7_000);
    expect(performance.now() - since).toBeLessThan(5_500);
    expect(await check()).toMatchObject(lost);
    expect(await isReady()).toBe(false);
    await cluster.run('grant insert, update on public.heartbeat to jawort_app');
    await untilStatus(200, 5_000);
    expect(await isReady()).toBe(true);
  });

  test('the database restarted behind the process: no yes after the withdrawal, 503 until a new heartbeat, then right, without a restart of ours', async () => {
    expect(await check()).toMatchObject(yes);
    await stopHeartbeat(); // so that it is seen what the identity alone does: the last beat is young all along
    await withdrawByReceipt(receipt, 'all');
    lease().confirm({ server: 'not this one', beganAtMs: performance.now() });
    expect(await check()).toMatchObject(lost);
    await startHeartbeat();
    expect(await check()).toMatchObject({ status: 200, json: { allowed: false, reason: 'withdrawn' } });

    await stopHeartbeat();
    await cluster.stop();
    await cluster.start();
    const heard: Answer[] = [];
    await expect
      .poll(
        async () => {
          const answer = await check();
          heard.push(answer);
          // The connections that broke are used up, and the new server is asked: it is not the one that took the beat.
          return (answer.json as { code?: string }).code;
        },
        { timeout: 4_500, interval: 20 },
      )
      .toBe('read_lease_lost');
    expect(heard.every((a) => a.status === 503)).toBe(true);
    await startHeartbeat();
    await untilStatus(200, 5_000);
    expect(await check()).toMatchObject({ json: { allowed: false, reason: 'withdrawn' } });
  });

  test('a standby that does not answer: what is committed here alone renews no lease and is told to nobody as done', async () => {
    await cluster.run("alter system set synchronous_standby_names = 'nobody'");
    await cluster.run('select pg_reload_conf()');
    try {
      await untilStatus(503, 8_000);
      expect(await check()).toMatchObject(lost);
      const withdrawal = withdrawByReceipt(receipt, 'all').catch((cause: unknown) => cause);
      const cancel = `select pg_cancel_backend(pid) as done from pg_stat_activity
        where application_name = 'jawort-tx' and wait_event = 'SyncRep'`;
      await expect.poll(() => cluster.run(cancel), { timeout: 5_000 }).toEqual([{ done: true }]);
      // The server reports success with a warning; nobody may hear of it as done.
      expect(await withdrawal).toMatchObject({ code: 'commit_in_doubt' });
    } finally {
      await cluster.run('alter system reset synchronous_standby_names');
      await cluster.run('select pg_reload_conf()');
    }
    await untilStatus(200, 5_000);
    expect(await check()).toMatchObject({ json: { allowed: false } });
  });
});
