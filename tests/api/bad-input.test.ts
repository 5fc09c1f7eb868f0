import postgres from 'postgres';
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, type Firm } from '#tests/support/scene.ts';
import { badCheckBodies, secretWord } from './bad-bodies.ts';
import { useBothMounts } from './both-mounts.ts';
import { post } from './mounts.ts';

const database = useDatabase();
const { ask } = useBothMounts();
let firm: Firm;
beforeAll(async () => {
  firm = await aFirm();
});

const bodies = badCheckBodies();

describe('POST /api/v1/checks refuses, on both mounts, with allowed: false and without repeating anything', () => {
  test('there are enough kinds of bad input', () => {
    expect(new Set(bodies.map((b) => b.name)).size).toBe(bodies.length);
    expect(bodies.length).toBeGreaterThanOrEqual(60);
  });

  test.for(bodies)('$name', async ({ status, code, body, headers }) => {
    const answer = await ask(post('/api/v1/checks', firm.liveKey, body, { ...headers }));
    expect(answer.status).toBe(status);
    expect(answer.json).toMatchObject({ status, allowed: false, ...(code === undefined ? {} : { code }) });
    expect(answer.text).not.toContain(secretWord);
    expect(answer.text).not.toContain('04069001');
    expect(answer.headers['cache-control']).toBe('no-store');
  });

  test('the fields at fault are named, each with what is wrong', async () => {
    const body = { contact: {}, channel: 'fax', purpose: 5, recipients: ['a', 3], chanel: 1 };
    const answer = await ask(post('/api/v1/checks', firm.liveKey, body));
    expect((answer.json as { errors: unknown }).errors).toEqual(
      expect.arrayContaining([
        { path: 'contact', code: 'needs_exactly_one' },
        { path: 'channel', code: 'not_in_list' },
        { path: 'purpose', code: 'wrong_type' },
        { path: 'recipients.1', code: 'wrong_type' },
        { path: 'chanel', code: 'unknown_field' },
      ]),
    );
  });

  test('a body of exactly 64 kB is read', async () => {
    const start = '{"contact":{"phone":"+4917604069001"},"channel":"whatsapp","purpose":"order"}';
    const answer = await ask(post('/api/v1/checks', firm.liveKey, start.padEnd(64 * 1_024)));
    expect(answer.status).toBe(200);
  });

  test.for(['application/json', 'application/json; charset=utf-8', 'Application/JSON;charset="UTF-8"'])(
    'content type %s is JSON',
    async (type) => {
      const body = { contact: { phone: '+4917604069001' }, channel: 'whatsapp', purpose: 'order' };
      expect((await ask(post('/api/v1/checks', firm.liveKey, body, { 'content-type': type }))).status).toBe(
        200,
      );
    },
  );

  test('strange but well-formed text is answered, never with a fault of ours', async () => {
    for (const ref of [
      '\u202e\u2066abc',
      '👩‍👩‍👧‍👦',
      'ﷺ',
      '\u{10ffff}',
      '<script>alert(1)</script>',
      "'; drop table event; --",
      '%00%0d%0a',
    ]) {
      const body = { contact: { reference: 'A-2026-118' }, channel: 'letter', purpose: 'order', ref };
      const answer = await ask(post('/api/v1/checks', firm.liveKey, body));
      expect(answer).toMatchObject({ status: 200, json: { ref, allowed: false } });
    }
  });

  test('after all that nothing has changed', async () => {
    const sql = postgres(database.superUrl, { max: 1 });
    const [rows] =
      await sql`select (select count(*)::int from contact) as contacts, (select count(*)::int from consent_use) as uses`;
    const [log] = await sql`select size::int as size from log_head where business_id = ${firm.businessId}`;
    await sql.end();
    expect(rows).toEqual({ contacts: 0, uses: 0 });
    expect(log).toEqual({ size: 1 });
  });
});
