import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { contractFaults, document } from './contract.ts';
import { post, type Answer, type Mount } from './mounts.ts';
import { replayed, useRepeating } from './repeating.ts';

const at = useRepeating();

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
      const sent = post(path, at.firm.liveKey, example, { 'idempotency-key': randomUUID() });
      const first = await at.lane.send(sent);
      expect(first.status).toBeLessThan(300);
      const size = await at.logSize();
      const again = await at.next.send(sent);
      expect([again.status, again.text, replayed(again)]).toEqual([first.status, first.text, true]);
      expect(await at.logSize()).toBe(size);
    },
  );
});

describe('POST /api/v1/checks with an Idempotency-Key', () => {
  const check = async (key: string, phone: string, more: object, on: Mount = at.lane): Promise<Answer> => {
    const given = { contact: { phone }, channel: 'whatsapp', purpose: 'order', ...more };
    const sent = post('/api/v1/checks', at.firm.liveKey, given, { 'idempotency-key': key });
    const answer = await on.send(sent);
    expect(contractFaults(sent, answer)).toEqual([]);
    return answer;
  };
  const uses = async (): Promise<number> =>
    (await at.sql`select 1 from consent_use where business_id = ${at.firm.businessId}`).length;

  test('intent send: one use, the same yes again', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    receiptOf(await answerInvitation(at.firm, phone, { item: ['order'] }));
    const before = await uses();
    const first = await check(key, phone, { intent: 'send' });
    expect(first.json).toMatchObject({ allowed: true });
    const again = await check(key, phone, { intent: 'send' }, at.next);
    expect([again.status, again.text, replayed(again)]).toEqual([200, first.text, true]);
    expect(await uses()).toBe(before + 1);
    expect(await check(key, phone, { intent: 'send', ref: 'other' })).toMatchObject({
      status: 422,
      json: { code: 'idempotency_key_reused' },
    });
  });

  test('a yes that was kept is never given after a withdrawal', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const token = receiptOf(await answerInvitation(at.firm, phone, { item: ['order'] }));
    expect((await check(key, phone, { intent: 'send' })).json).toMatchObject({ allowed: true });
    await withdrawByReceipt(token, 'all');
    for (const mount of [at.lane, at.next]) {
      const after = await check(key, phone, { intent: 'send' }, mount);
      expect(after).toMatchObject({ status: 200, json: { allowed: false, reason: 'withdrawn' } });
      expect(replayed(after)).toBe(false);
    }
  });

  test('intent query: the key is not even looked at', async () => {
    const phone = aPhone();
    const rows = async () => (await at.sql`select 1 from idempotency`).length;
    const before = await rows();
    for (const key of ['no key', 'x'.repeat(300)]) {
      const answer = await check(key, phone, {});
      expect([answer.status, replayed(answer)]).toEqual([200, false]);
    }
    expect(await rows()).toBe(before);
  });
});
