import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { spendRefusal } from '#app/api/_machine/rate-limit.ts';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { forget } from '#lib/once.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, aPhone, type Firm } from '#tests/support/scene.ts';
import { contractFaults } from './contract.ts';
import { laneMount, post, type Mount } from './mounts.ts';

useDatabase();
let lane: Mount;
let firm: Firm;
beforeAll(async () => {
  lane = await laneMount();
  firm = await aFirm();
});
afterAll(() => lane.close());

const question = () =>
  post('/api/v1/checks', firm.liveKey, {
    contact: { phone: aPhone() },
    channel: 'whatsapp',
    purpose: 'order',
  });

describe('limits', () => {
  test('every answer says what is left to the key; beyond its rate it is 429 with Retry-After, and another key is not touched', async () => {
    const sent = question();
    const first = await lane.send(sent);
    expect(first.headers).toMatchObject({ 'ratelimit-policy': '"key";q=500;w=1' });
    expect(first.headers['ratelimit']).toMatch(/^"key";r=\d+;t=1$/u);
    const answers = await Promise.all(Array.from({ length: 1_200 }, () => lane.send(sent)));
    const refused = answers.filter((a) => a.status === 429);
    expect(answers.every((a) => a.status === 200 || a.status === 429)).toBe(true);
    expect(refused.length).toBeGreaterThan(100);
    expect(refused[0]).toMatchObject({
      json: { code: 'rate_limited', allowed: false },
      headers: { 'retry-after': '1' },
    });
    for (const answer of refused.slice(0, 5)) expect(contractFaults(sent, answer)).toEqual([]);

    const { key } = await createApiKey(firm.businessId, { mode: 'live', scopes: ['check'] });
    const other = await lane.send({ ...sent, headers: { ...sent.headers, authorization: `Bearer ${key}` } });
    expect(other.status).toBe(200);
  });

  test('an address that floods with wrong keys gets 429, while a known key from there goes on', async () => {
    await lane.send(question());
    const wrong = {
      ...question(),
      headers: { authorization: 'Bearer jw_live_wrong', 'content-type': 'application/json' },
    };
    expect((await lane.send(wrong)).status).toBe(401);
    for (let i = 0; i < 600; i += 1) await spendRefusal('127.0.0').catch(() => undefined);
    const flooded = await lane.send(wrong);
    expect(flooded).toMatchObject({ status: 429, json: { code: 'rate_limited', allowed: false } });
    expect(Number(flooded.headers['retry-after'])).toBeGreaterThan(0);
    await expect.poll(async () => (await lane.send(question())).status, { timeout: 5_000 }).toBe(200);
    forget('limit.refusals');
  });
});
