import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { contractFaults } from './contract.ts';
import { laneMount, nextMount, post, type Answer, type Mount } from './mounts.ts';

useDatabase();

const mounts: Mount[] = [];
beforeAll(async () => {
  mounts.push(await laneMount(), nextMount());
});
afterAll(async () => {
  for (const mount of mounts) await mount.close();
});

/** Asks on both mounts, holds both to the document, and to each other but for what is new each time. */
async function ask(key: string | null, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const sent = post('/api/v1/checks', key, body, headers);
  const answers: Answer[] = [];
  for (const mount of mounts) answers.push(await mount.send(sent));
  const [lane, next] = answers;
  if (!lane || !next) throw new Error('a mount did not answer');
  for (const answer of answers) expect(contractFaults(sent, answer)).toEqual([]);
  expect(comparable(next)).toEqual(comparable(lane));
  return lane;
}

function comparable(answer: Answer): unknown {
  const text = answer.text.replace(/"(request_id|decision_id|checked_at)":"[^"]*"/gu, '"$1":"*"');
  const {
    date: _date,
    connection: _c,
    'keep-alive': _k,
    'x-request-id': _id,
    ratelimit: _left,
    ...headers
  } = answer.headers;
  return { status: answer.status, headers, text };
}

const order = (phone: string, more: object = {}) => ({
  contact: { phone },
  channel: 'whatsapp',
  purpose: 'order',
  ...more,
});

describe('POST /api/v1/checks, on both mounts', () => {
  test('a granted consent is a yes that names the consent it rests on', async () => {
    const firm = await aFirm();
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const answer = await ask(firm.liveKey, order(phone, { ref: 'm-81', capture_url: true }));
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({
      ref: 'm-81',
      mode: 'live',
      allowed: true,
      reason: 'granted',
      consent: {
        version: firm.versionId,
        version_url: expect.stringContaining(`/t/${firm.versionId}`),
        confirmed_at: null,
        evidence: 'number_delivery',
      },
      not_covered: [],
      next_action: 'none',
      capture_url: null,
      notice_due: false,
      opt_out_line: null,
      receipt: null,
    });
  });
});
void setSuspended;
void withdrawByReceipt;
void createApiKey;
void answerPage;
export type { Firm };
