import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { forgetOutcomes } from '#lib/services/idempotency/forget.ts';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { cases } from '#tests/support/dose.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { contractFaults, document } from './contract.ts';
import { laneMount, nextMount, post, type Answer, type Mount } from './mounts.ts';

const database = useDatabase();
let sql: postgres.Sql;
let firm: Firm;
let lane: Mount;
const next = nextMount();

beforeAll(async () => {
  sql = postgres(database.superUrl, { max: 2, onnotice: () => undefined });
  firm = await aFirm();
  lane = await laneMount();
});
afterAll(async () => {
  await lane.close();
  await sql.end();
});
afterEach(() => {
  globalThis.jawortFault = undefined;
});

const body = (phone: string, more: object = {}) => ({
  contact: { phone },
  page: 'auftrag',
  delivered_by: 'whatsapp',
  ...more,
});

async function invite(key: string, given: unknown, on: Mount = lane, apiKey = firm.liveKey): Promise<Answer> {
  const sent = post('/api/v1/invitations', apiKey, given, { 'idempotency-key': key });
  const answer = await on.send(sent);
  expect(contractFaults(sent, answer)).toEqual([]);
  return answer;
}

async function logSize(of: Firm = firm): Promise<number> {
  const [row] = await sql<{ size: string }[]>`select size from log_head where business_id = ${of.businessId}`;
  return Number(row?.size);
}

const replayed = (answer: Answer): boolean => answer.headers['idempotency-replayed'] === 'true';

describe('POST /api/v1/invitations with an Idempotency-Key', () => {
  test('a repetition gets the same bytes, on either mount, and nothing happens twice', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const size = await logSize();
    const first = await invite(key, body(phone));
    expect(first.status).toBe(201);
    expect(replayed(first)).toBe(false);
    for (const mount of [lane, next]) {
      const again = await invite(key, body(phone), mount);
      expect([again.status, again.text, replayed(again)]).toEqual([201, first.text, true]);
    }
    expect(await logSize()).toBe(size + 1);
  });

  test('other spacing and another order of the fields are the same request', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await invite(key, body(phone));
    const turned = JSON.stringify(Object.fromEntries(Object.entries(body(phone)).toReversed()), null, 2);
    expect((await invite(key, turned)).text).toBe(first.text);
  });

  test('another body is refused and changes nothing', async () => {
    const key = randomUUID();
    await invite(key, body(aPhone()));
    const size = await logSize();
    expect(await invite(key, body(aPhone()))).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused', allowed: false },
    });
    expect(await logSize()).toBe(size);
  });

  test('eight at once: one event a key, equal bodies', async () => {
    const count = cases({ short: 6, long: 60 });
    const size = await logSize();
    const phones = Array.from({ length: 6 }, aPhone);
    for (let i = 0; i < count; i += 1) {
      const key = randomUUID();
      const given = body(phones[i % phones.length] ?? '');
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => invite(key, given, n % 2 === 0 ? lane : next)),
      );
      expect(new Set(answers.map((a) => `${String(a.status)} ${a.text}`)).size).toBe(1);
      expect(answers.filter((a) => !replayed(a)).length).toBe(1);
    }
    expect(await logSize()).toBe(size + count);
  });

  test('committed, but the caller never heard of it: the retry gets the answer', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const size = await logSize();
    globalThis.jawortFault = async (point) => {
      if (point === 'after-commit-before-reply') throw new Error('the process stumbles');
    };
    expect((await invite(key, body(phone))).status).toBe(503);
    globalThis.jawortFault = undefined;
    expect(await logSize()).toBe(size + 1);
    const retry = await invite(key, body(phone));
    expect([retry.status, replayed(retry)]).toEqual([201, true]);
    expect(await logSize()).toBe(size + 1);
  });

  test('what we failed to do is not kept: the retry does it', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    globalThis.jawortFault = async (point) => {
      if (point === 'before-commit') throw new Error('the process stumbles');
    };
    const size = await logSize();
    expect((await invite(key, body(phone))).status).toBe(503);
    globalThis.jawortFault = undefined;
    expect(await logSize()).toBe(size);
    const retry = await invite(key, body(phone));
    expect([retry.status, replayed(retry)]).toEqual([201, false]);
    expect(await logSize()).toBe(size + 1);
  });

  test('a database that refuses the last row keeps nothing of it', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    await sql`create function pg_temp_refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await sql`create trigger refuse before insert on idempotency execute function pg_temp_refuse()`;
    const size = await logSize();
    expect((await invite(key, body(phone))).status).toBe(503);
    await sql`drop trigger refuse on idempotency`;
    expect(await logSize()).toBe(size);
    expect(replayed(await invite(key, body(phone)))).toBe(false);
  });

  test('while the first is under way a repetition waits for a second, then is told so', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    globalThis.jawortFault = async (point) => {
      if (point !== 'before-leaf') return;
      entered();
      await held;
    };
    const first = invite(key, body(phone));
    await inside;
    const startedAt = performance.now();
    const second = await invite(key, body(phone));
    expect(second).toMatchObject({ status: 409, json: { code: 'idempotency_key_in_use', allowed: false } });
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    release();
    expect((await first).status).toBe(201);
    expect(replayed(await invite(key, body(phone)))).toBe(true);
  });

  test('a refusal by the state of things is kept, with its bytes, and leaves no trace but that', async () => {
    const suspended = await aFirm();
    await setSuspended(suspended.businessId, { suspended: true, by: 'test' });
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await invite(key, body(phone), lane, suspended.liveKey);
    expect(first).toMatchObject({ status: 409, json: { code: 'business_suspended' } });
    await setSuspended(suspended.businessId, { suspended: false, by: 'test' });
    const again = await invite(key, body(phone), next, suspended.liveKey);
    expect([again.status, again.text, replayed(again)]).toEqual([409, first.text, true]);
    expect((await invite(randomUUID(), body(phone), lane, suspended.liveKey)).status).toBe(201);
  });

  test('what never reached the act takes no key', async () => {
    const key = randomUUID();
    expect((await invite(key, { page: 'auftrag' })).status).toBe(422);
    expect((await invite(key, body('110'))).status).toBe(422);
    expect((await invite(key, body(aPhone()))).status).toBe(201);
  });

  test.for([' ', 'a b', 'ä', 'x'.repeat(256), ''])('%j is no key', async (key) => {
    const sent = post('/api/v1/invitations', firm.liveKey, body('+4917604069001'), {
      'idempotency-key': Buffer.from(key).toString('latin1'),
    });
    expect(await lane.send(sent)).toMatchObject({ status: 400, json: { code: 'idempotency_key_invalid' } });
  });

  test.for(['x', '!~"\\', 'x'.repeat(255)])('%j is one', async (key) => {
    expect((await invite(key, body('+4917604069001'))).status).toBe(201);
  });

  test('keys of two firms, of two keys of one firm, and of firm and twin never meet', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const other = await aFirm();
    const second = await createApiKey(firm.businessId, { mode: 'live', scopes: ['write'] });
    const test = await createApiKey(firm.businessId, { mode: 'test', scopes: ['write'] });
    const answers = [
      await invite(key, body(phone)),
      await invite(key, body(phone), lane, other.liveKey),
      await invite(key, body(phone), lane, second.key),
    ];
    for (const answer of answers) expect([answer.status, replayed(answer)]).toEqual([201, false]);
    expect(new Set(answers.map((a) => a.text)).size).toBe(3);
    // The twin may not have the page yet; what counts is that it is not the firm's answer.
    expect(replayed(await invite(key, body(phone), lane, test.key))).toBe(false);
  });

  test('after 72 hours the key is free again, and the sweep removes what nobody asks for', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await invite(key, body(phone));
    await invite(randomUUID(), body(phone));
    await sql`update idempotency set created_at = created_at - interval '71 hours 59 minutes' where business_id = ${firm.businessId}`;
    expect(replayed(await invite(key, body(phone)))).toBe(true);
    expect(await forgetOutcomes(firm.businessId)).toBe(0);
    await sql`update idempotency set created_at = created_at - interval '1 minute' where business_id = ${firm.businessId}`;
    const again = await invite(key, body(phone));
    expect([again.status, replayed(again), again.text === first.text]).toEqual([201, false, false]);
    expect(await forgetOutcomes(firm.businessId)).toBeGreaterThan(0);
    const left = await sql`select 1 from idempotency where business_id = ${firm.businessId}`;
    expect(left.length).toBe(1);
  });

  test('one job a firm waits to forget, however many keys were used', async () => {
    const jobs = await sql`
      select 1 from pgboss.job where name = 'forget-outcomes' and state = 'created' and data->>'businessId' = ${firm.businessId}`;
    expect(jobs.length).toBe(1);
  });

  test('a thief of the database finds neither the link, nor the number, nor the key', async () => {
    const [key, phone] = [`invite-${aPhone()}`, aPhone()];
    const { url } = (await invite(key, body(phone))).json as { url: string };
    const rows = await sql<{ row: string }[]>`select i::text as row from idempotency i`;
    const all = rows.map((r) => r.row).join('\n');
    const token = url.split('/').at(-1) ?? '';
    for (const secret of [token, phone, phone.slice(4), key, Buffer.from(token).toString('base64')])
      expect(all).not.toContain(secret);
  });
});

interface Described {
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly example: object }>> };
}
const posts = Object.entries(document.paths).flatMap(([path, item]): [string, Described][] =>
  item['post'] === undefined ? [] : [[path, item['post']]],
);

describe('every POST of the document', () => {
  test.for(posts)('%s takes an Idempotency-Key', ([, described]) => {
    expect((described.parameters ?? []).map((p) => p.name)).toContain('Idempotency-Key');
  });

  test.for(posts.filter(([path]) => path !== '/api/v1/checks'))(
    '%s: its example sent twice happens once',
    async ([path, described]) => {
      const example = described.requestBody?.content['application/json']?.example ?? {};
      const sent = post(path, firm.liveKey, example, { 'idempotency-key': randomUUID() });
      const first = await lane.send(sent);
      expect(first.status).toBeLessThan(300);
      const size = await logSize();
      const again = await next.send(sent);
      expect([again.status, again.text, replayed(again)]).toEqual([first.status, first.text, true]);
      expect(await logSize()).toBe(size);
    },
  );
});

describe('POST /api/v1/checks with an Idempotency-Key', () => {
  const check = async (key: string, phone: string, more: object, on: Mount = lane): Promise<Answer> => {
    const given = { contact: { phone }, channel: 'whatsapp', purpose: 'order', ...more };
    const sent = post('/api/v1/checks', firm.liveKey, given, { 'idempotency-key': key });
    const answer = await on.send(sent);
    expect(contractFaults(sent, answer)).toEqual([]);
    return answer;
  };
  const uses = async (): Promise<number> =>
    (await sql`select 1 from consent_use where business_id = ${firm.businessId}`).length;

  test('intent send: one use, the same yes again', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const before = await uses();
    const first = await check(key, phone, { intent: 'send' });
    expect(first.json).toMatchObject({ allowed: true });
    const again = await check(key, phone, { intent: 'send' }, next);
    expect([again.status, again.text, replayed(again)]).toEqual([200, first.text, true]);
    expect(await uses()).toBe(before + 1);
    expect(await check(key, phone, { intent: 'send', ref: 'other' })).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused' },
    });
  });

  test('a yes that was kept is never given after a withdrawal', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const token = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    expect((await check(key, phone, { intent: 'send' })).json).toMatchObject({ allowed: true });
    await withdrawByReceipt(token, 'all');
    for (const mount of [lane, next]) {
      const after = await check(key, phone, { intent: 'send' }, mount);
      expect(after).toMatchObject({ status: 200, json: { allowed: false, reason: 'withdrawn' } });
      expect(replayed(after)).toBe(false);
    }
  });

  test('intent query: the key is not even looked at', async () => {
    const phone = aPhone();
    const rows = async () => (await sql`select 1 from idempotency`).length;
    const before = await rows();
    for (const key of ['no key', 'x'.repeat(300)]) {
      const answer = await check(key, phone, {});
      expect([answer.status, replayed(answer)]).toEqual([200, false]);
    }
    expect(await rows()).toBe(before);
  });
});
