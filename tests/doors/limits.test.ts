import { expect, test } from 'vitest';
import { customerDoor } from '#app/_doors/customer/door.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { fieldValue, get } from '#tests/support/browser-like.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';

useDatabase();

function postFrom(prefix: string, path: string, fields: [string, string][]): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = new URLSearchParams(fields).toString();
  return customerDoor(new Request(`http://localhost:3000${path}`, { method: 'POST', headers, body }), prefix);
}

async function attempt(firm: Firm, prefix: string): Promise<Response> {
  const path = `/e/${firm.slug}/${firm.pageSlug}`;
  const snapshot = fieldValue(await (await get(path)).text(), 'snapshot');
  return postFrom(prefix, path, [
    ['snapshot', snapshot],
    ['item', 'order'],
    ['name', 'Aydın'],
    ['phone', '0176'],
    ['choice', 'grant'],
  ]);
}

test('one network may answer 30 times in ten minutes; then it is told when to come back, with all it typed', async () => {
  const firm = await aFirm();
  const statuses: number[] = [];
  for (let i = 0; i < 30; i += 1) statuses.push((await attempt(firm, 'network a')).status);
  expect(new Set(statuses)).toEqual(new Set([422]));
  const refused = await attempt(firm, 'network a');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  const html = await refused.text();
  expect(fieldValue(html, 'name')).toBe('Aydın');
  expect(html).toContain('checked');
  expect((await attempt(firm, 'network b')).status).toBe(422);
});

test('whoever used up the answers of a network can still withdraw from it', async () => {
  const firm = await aFirm();
  const token = receiptOf(await answerInvitation(firm, aPhone(), { item: ['order'] }));
  for (let i = 0; i < 31; i += 1) await attempt(firm, 'network c');
  expect((await postFrom('network c', `/r/${token}`, [['withdraw', 'all']])).status).toBe(303);
});

test('an invitation that was tried too often keeps its form and its masked number', async () => {
  const firm = await aFirm();
  const { token } = await createInvitation(firm.live, {
    contact: { phone: aPhone() },
    page: firm.pageSlug,
    delivered_by: 'whatsapp',
  });
  for (let i = 0; i < 31; i += 1) await attempt(firm, 'network d');
  const snapshot = fieldValue(await (await get(`/i/${token}`)).text(), 'snapshot');
  const refused = await postFrom('network d', `/i/${token}`, [
    ['snapshot', snapshot],
    ['choice', 'grant'],
  ]);
  expect(refused.status).toBe(429);
  expect(await refused.text()).toContain(`action="/i/${token}"`);
});
