import postgres from 'postgres';
import { describe, expect, test } from 'vitest';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, receiptOf } from '#tests/support/scene.ts';
import { useBothMounts } from './both-mounts.ts';
import { post } from './mounts.ts';

const database = useDatabase();
const { ask } = useBothMounts();

const question = (phone: string) => ({ contact: { phone }, channel: 'whatsapp', purpose: 'order' });

async function revoke(keyId: string): Promise<void> {
  const sql = postgres(database.superUrl, { max: 1 });
  await sql`update api_key set revoked_at = now() where key_id = ${keyId}`;
  await sql.end();
}

describe('API keys', () => {
  test('every wrong key gets the same answer: none, cut, of another kind, never issued', async () => {
    const firm = await aFirm();
    const other = await aFirm();
    const { key, keyId } = await createApiKey(other.businessId, { mode: 'live', scopes: ['check'] });
    await revoke(keyId);
    const wrong = [
      null,
      '',
      'jw_live_',
      firm.liveKey.slice(0, -1),
      firm.liveKey.replace('jw_live_', 'jw_test_'),
      `${firm.liveKey} ${firm.liveKey}`,
      firm.liveKey.toUpperCase(),
      'x'.repeat(5_000),
      key,
    ];
    const answers = [];
    for (const each of wrong) {
      const answer = await ask(post('/api/v1/checks', each, question(aPhone())));
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer realm="jawort"');
      answers.push(answer.text.replace(/"request_id":"[^"]*"/u, ''));
    }
    expect(new Set(answers).size).toBe(1);
    for (const scheme of ['Basic', 'bearer:', '']) {
      const sent = post('/api/v1/checks', null, question(aPhone()), {
        authorization: `${scheme} ${firm.liveKey}`,
      });
      expect((await ask(sent)).status).toBe(401);
    }
  });

  test('a revoked key is refused at the very next check, although the process remembers it', async () => {
    const firm = await aFirm();
    const { key, keyId } = await createApiKey(firm.businessId, { mode: 'live', scopes: ['check'] });
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    for (let i = 0; i < 3; i += 1)
      expect((await ask(post('/api/v1/checks', key, question(phone)))).status).toBe(200);
    await revoke(keyId);
    expect((await ask(post('/api/v1/checks', key, question(phone)))).status).toBe(401);
  });

  test('a revoked key learns nothing from a bad question either', async () => {
    const firm = await aFirm();
    for (const body of [
      [],
      { contact: { phone: '1' }, channel: 'whatsapp', purpose: 'order' },
      question('+4917604069099'),
    ]) {
      const { key, keyId } = await createApiKey(firm.businessId, { mode: 'live', scopes: ['check'] });
      await ask(post('/api/v1/checks', key, question(aPhone())));
      await revoke(keyId);
      expect((await ask(post('/api/v1/checks', key, body))).status).toBe(401);
    }
  });

  test('a key does only what its scopes say', async () => {
    const firm = await aFirm();
    const { key: write } = await createApiKey(firm.businessId, {
      mode: 'live',
      scopes: ['write', 'read', 'admin'],
    });
    const { key: read } = await createApiKey(firm.businessId, {
      mode: 'live',
      scopes: ['check', 'read', 'admin'],
    });
    const refusedCheck = await ask(post('/api/v1/checks', write, question(aPhone())));
    expect(refusedCheck).toMatchObject({ status: 403, json: { code: 'scope_missing', allowed: false } });
    const invite = { contact: { phone: aPhone() }, page: 'auftrag', delivered_by: 'whatsapp' };
    const refusedInvite = await ask(post('/api/v1/invitations', read, invite));
    expect(refusedInvite).toMatchObject({ status: 403, json: { code: 'scope_missing', allowed: false } });
  });
});
