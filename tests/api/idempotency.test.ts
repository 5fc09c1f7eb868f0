import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { forgetOutcomes } from '#lib/services/idempotency/forget.ts';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { aFirm, aPhone } from '#tests/support/scene.ts';
import { post } from './mounts.ts';
import { body, replayed, useRepeating } from './repeating.ts';

const at = useRepeating();

describe('POST /api/v1/invitations with an Idempotency-Key', () => {
  test('a repetition gets the same bytes, on either mount, and nothing happens twice', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const size = await at.logSize();
    const first = await at.invite(key, body(phone));
    expect(first.status).toBe(201);
    expect(replayed(first)).toBe(false);
    for (const mount of [at.lane, at.next]) {
      const again = await at.invite(key, body(phone), mount);
      expect([again.status, again.text, replayed(again)]).toEqual([201, first.text, true]);
    }
    expect(await at.logSize()).toBe(size + 1);
  });

  test('other spacing and another order of the fields are the same request', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await at.invite(key, body(phone));
    const turned = JSON.stringify(Object.fromEntries(Object.entries(body(phone)).toReversed()), null, 2);
    expect((await at.invite(key, turned)).text).toBe(first.text);
  });

  test('another body is refused and changes nothing', async () => {
    const key = randomUUID();
    await at.invite(key, body(aPhone()));
    const size = await at.logSize();
    expect(await at.invite(key, body(aPhone()))).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused', allowed: false },
    });
    expect(await at.logSize()).toBe(size);
  });

  test('a refusal by the state of things is kept, with its bytes, and leaves no trace but that', async () => {
    const suspended = await aFirm();
    await setSuspended(suspended.businessId, { suspended: true, by: 'test' });
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await at.invite(key, body(phone), at.lane, suspended.liveKey);
    expect(first).toMatchObject({ status: 409, json: { code: 'business_suspended' } });
    await setSuspended(suspended.businessId, { suspended: false, by: 'test' });
    const again = await at.invite(key, body(phone), at.next, suspended.liveKey);
    expect([again.status, again.text, replayed(again)]).toEqual([409, first.text, true]);
    expect((await at.invite(randomUUID(), body(phone), at.lane, suspended.liveKey)).status).toBe(201);
  });

  test('what never reached the act takes no key', async () => {
    const key = randomUUID();
    expect((await at.invite(key, { page: 'auftrag' })).status).toBe(422);
    expect((await at.invite(key, body('110'))).status).toBe(422);
    expect((await at.invite(key, body(aPhone()))).status).toBe(201);
  });

  test.for([' ', 'a b', 'ä', 'x'.repeat(256), ''])('%j is no key', async (key) => {
    const sent = post('/api/v1/invitations', at.firm.liveKey, body('+4917604069001'), {
      'idempotency-key': Buffer.from(key).toString('latin1'),
    });
    expect(await at.lane.send(sent)).toMatchObject({
      status: 400,
      json: { code: 'idempotency_key_invalid' },
    });
  });

  test.for(['x', '!~"\\', 'x'.repeat(255)])('%j is one', async (key) => {
    expect((await at.invite(key, body('+4917604069001'))).status).toBe(201);
  });

  test('keys of two firms, of two keys of one firm, and of firm and twin never meet', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const other = await aFirm();
    const second = await createApiKey(at.firm.businessId, { mode: 'live', scopes: ['write'] });
    const test = await createApiKey(at.firm.businessId, { mode: 'test', scopes: ['write'] });
    const answers = [
      await at.invite(key, body(phone)),
      await at.invite(key, body(phone), at.lane, other.liveKey),
      await at.invite(key, body(phone), at.lane, second.key),
    ];
    for (const answer of answers) expect([answer.status, replayed(answer)]).toEqual([201, false]);
    expect(new Set(answers.map((a) => a.text)).size).toBe(3);
    // The twin may not have the page yet; what counts is that it is not the firm's answer.
    expect(replayed(await at.invite(key, body(phone), at.lane, test.key))).toBe(false);
  });

  test('after 72 hours the key is free again, and the sweep removes what nobody asks for', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const first = await at.invite(key, body(phone));
    await at.invite(randomUUID(), body(phone));
    await at.sql`update idempotency set created_at = created_at - interval '71 hours 59 minutes' where business_id = ${at.firm.businessId}`;
    expect(replayed(await at.invite(key, body(phone)))).toBe(true);
    expect(await forgetOutcomes(at.firm.businessId)).toBe(0);
    await at.sql`update idempotency set created_at = created_at - interval '1 minute' where business_id = ${at.firm.businessId}`;
    const again = await at.invite(key, body(phone));
    expect([again.status, replayed(again), again.text === first.text]).toEqual([201, false, false]);
    expect(await forgetOutcomes(at.firm.businessId)).toBeGreaterThan(0);
    const left = await at.sql`select 1 from idempotency where business_id = ${at.firm.businessId}`;
    expect(left.length).toBe(1);
  });

  test('one job a firm waits to forget, however many keys were used', async () => {
    const jobs = await at.sql`
      select 1 from pgboss.job where name = 'forget-outcomes' and state = 'created' and data->>'businessId' = ${at.firm.businessId}`;
    expect(jobs.length).toBe(1);
  });

  test('a thief of the database finds neither the link, nor the number, nor the key', async () => {
    const [key, phone] = [`invite-${aPhone()}`, aPhone()];
    const { url } = (await at.invite(key, body(phone))).json as { url: string };
    const rows = await at.sql<{ row: string }[]>`select i::text as row from idempotency i`;
    const all = rows.map((r) => r.row).join('\n');
    const token = url.split('/').at(-1) ?? '';
    for (const secret of [token, phone, phone.slice(4), key, Buffer.from(token).toString('base64')])
      expect(all).not.toContain(secret);
  });
});
