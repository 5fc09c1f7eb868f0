import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import postgres from 'postgres';
import { closePools } from '#db/client.ts';
import { completeConfig, config } from '#lib/config.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { post, type Answer } from './mounts.ts';

const database = useDatabase();
const { ask } = useBothMounts();
let firm: Firm;
let phone = '';
beforeAll(async () => {
  firm = await aFirm();
  phone = aPhone();
  receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
});

const check = (): Promise<Answer> =>
  ask(post('/api/v1/checks', firm.liveKey, { contact: { phone }, channel: 'whatsapp', purpose: 'order' }));

/** Points the pools elsewhere; with no address, back to the file's own database. */
async function pointTo(url: string = database.appUrl): Promise<void> {
  await closePools();
  const { masterKey, authSecret } = config();
  completeConfig({ databaseUrl: url, databaseAdminUrl: null, masterKey, authSecret });
}

describe('what cannot be established is no yes', () => {
  test('with the remembered key of a granted contact: allowed before, allowed after', async () => {
    expect((await check()).json).toMatchObject({ allowed: true });
  });

  test('backends ended under way: every answer is right or 503 with allowed: false, and the next ones are right again', async () => {
    const sql = postgres(database.superUrl, { max: 1 });
    const answers: Promise<Answer>[] = [];
    for (let i = 0; i < 20; i += 1) {
      answers.push(check().catch(() => check()));
      if (i % 5 === 0)
        await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`;
    }
    for (const answer of await Promise.all(answers)) {
      if (answer.status === 200) expect(answer.json).toMatchObject({ allowed: true });
      else expect(answer).toMatchObject({ status: 503, json: { code: 'cannot_establish', allowed: false } });
    }
    await sql.end();
    await expect.poll(async () => (await check()).status, { timeout: 10_000 }).toBe(200);
  });

  test('nobody listens at the database’s address: 503 within three seconds', async () => {
    await pointTo('postgres://nobody:none@127.0.0.1:1/none');
    await expectNo();
    const invite = { contact: { phone: aPhone() }, page: 'auftrag', delivered_by: 'whatsapp' };
    const answer = await ask(post('/api/v1/invitations', firm.liveKey, invite));
    expect(answer).toMatchObject({ status: 503, json: { code: 'cannot_establish', allowed: false } });
    await pointTo();
    await expect.poll(async () => (await check()).status, { timeout: 10_000 }).toBe(200);
  });

  describe('a database that takes connections and says nothing', () => {
    const sockets = new Set<net.Socket>();
    const silent = net.createServer((socket) => sockets.add(socket.on('error', () => undefined)));
    beforeAll(async () => {
      await new Promise<void>((resolve) => {
        silent.listen(0, '127.0.0.1', resolve);
      });
      const address = silent.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      await pointTo(`postgres://nobody:none@127.0.0.1:${String(port)}/none`);
    });
    afterAll(async () => {
      for (const socket of sockets) socket.destroy();
      silent.close();
      await pointTo();
    });
    test('503 within three seconds, for one question and for many at once', async () => {
      await expectNo();
      const startedAt = performance.now();
      const answers = await Promise.all(Array.from({ length: 50 }, check));
      for (const answer of answers) expect(answer).toMatchObject({ status: 503, json: { allowed: false } });
      expect(performance.now() - startedAt).toBeLessThan(3_500);
    });
  });

  test('and when the database is back, the yes is back', async () => {
    await expect.poll(async () => (await check()).status, { timeout: 10_000 }).toBe(200);
    expect((await check()).json).toMatchObject({ allowed: true });
  });
});

async function expectNo(): Promise<void> {
  const startedAt = performance.now();
  const answer = await check();
  expect(answer).toMatchObject({ status: 503, json: { code: 'cannot_establish', allowed: false } });
  expect(answer.headers['retry-after']).toBe('2');
  expect(performance.now() - startedAt).toBeLessThan(3_500);
}
