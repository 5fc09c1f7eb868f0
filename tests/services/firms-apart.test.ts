import { describe, expect, test } from 'vitest';
import { check } from '#lib/services/check/check.ts';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { openInvitation } from '#lib/services/page/open.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { revokeApiKey } from '#lib/services/api-key/revoke.ts';
import { authenticate } from '#lib/services/api-key/authenticate.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, aPhone, contextOf, formOf, receiptOf } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { behind, passTime, twinOf } from './behind.ts';

const at = useDatabase();

describe('the same person at two firms', () => {
  test('has two consents: what one was allowed, the other was not, and a withdrawal at one ends nothing at the other', async () => {
    const [a, b] = [await aFirm(), await aFirm()];
    const phone = aPhone();
    const token = receiptOf(await answerInvitation(a, phone, { item: ['order'] }));
    expect(await ask(a, phone)).toMatchObject({ reason: 'granted' });
    expect(await ask(b, phone)).toMatchObject({ reason: 'never_asked' });
    receiptOf(await answerInvitation(b, phone, { item: ['order'] }));
    await withdrawByReceipt(token, 'all');
    expect(await ask(a, phone)).toMatchObject({ reason: 'withdrawn' });
    expect(await ask(b, phone)).toMatchObject({ reason: 'granted' });
  });

  test('has two indexes: nobody who sees both tables can tell that it is one person', async () => {
    const [a, b] = [await aFirm(), await aFirm()];
    const phone = aPhone();
    for (const firm of [a, b]) receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
    const rows = await behind(
      at,
      (sql) => sql<{ index: string }[]>`
      select distinct encode(blind_index, 'hex') as index from identifier where business_id in (${a.businessId}, ${b.businessId})`,
    );
    expect(rows).toHaveLength(2);
  });

  test('live and test are two firms too', async () => {
    const firm = await aFirm();
    const twin = await twinOf(firm);
    const phone = aPhone();
    receiptOf(await answerInvitation(twin, phone, { item: ['order'] }));
    expect(await ask(twin, phone)).toMatchObject({ reason: 'granted' });
    expect(await ask(firm, phone)).toMatchObject({ reason: 'never_asked' });
  });
});

describe('a key', () => {
  test('that was revoked answers nothing from that moment, also where it is remembered', async () => {
    const firm = await aFirm();
    const { key } = await createApiKey(firm.businessId, { mode: 'live', scopes: ['check'] });
    const live = await contextOf(key);
    const question = { contact: { phone: aPhone() }, channel: 'whatsapp', purpose: 'order' } as const;
    expect(await check(live, question)).toMatchObject({ state: 'answered' });
    expect(await revokeApiKey(firm.businessId, key.slice(-4))).toBe(true);
    expect(await check(live, question)).toEqual({ state: 'key_gone' });
    expect(await authenticate(`Bearer ${key}`)).toBeNull();
  });

  test('of a twin that was replaced opens nothing of the old one', async () => {
    const firm = await aFirm();
    const twin = await twinOf(firm);
    const other = await aFirm();
    await behind(
      at,
      (sql) => sql`update business set twin_id = ${other.twinId} where business_id = ${firm.businessId}`,
    );
    expect(
      await check(twin.live, { contact: { phone: aPhone() }, channel: 'whatsapp', purpose: 'order' }),
    ).toEqual({ state: 'key_gone' });
  });

  test('without the scope checks nothing', async () => {
    const firm = await aFirm();
    const { key } = await createApiKey(firm.businessId, { mode: 'live', scopes: ['write', 'read', 'admin'] });
    const question = { contact: { phone: aPhone() }, channel: 'whatsapp', purpose: 'order' } as const;
    await expect(check(await contextOf(key), question)).rejects.toMatchObject({ code: 'scope_missing' });
  });
});

test('a consent for a period ends by the database’s clock, to the second', async () => {
  const twin = await twinOf(await aFirm());
  const contact = { email: 'anna@example.de' };
  const { token } = await createInvitation(twin.live, {
    contact,
    page: twin.pageSlug,
    delivered_by: 'email',
  });
  const question = await openInvitation(token);
  if (question.state !== 'open') throw new Error(question.state);
  receiptOf(
    await answerQuestion({ invitationToken: token }, formOf(question, { item: ['advertising_email'] })),
  );
  const byMail = { contact, channel: 'email', purpose: 'advertising' } as const;
  const granted = await ask(twin, '', byMail);
  expect(granted).toMatchObject({ reason: 'granted', line: { expiresAt: expect.any(String) } });
  const end = granted.line?.expiresAt ?? '';
  // The twin's clock is set to one minute before the end, then a minute on.
  await behind(
    at,
    (sql) =>
      sql`update business set clock_offset = ${end}::timestamptz - clock_timestamp() - interval '1 minute' where business_id = ${twin.businessId}`,
  );
  expect(await ask(twin, '', byMail)).toMatchObject({ allowed: true, reason: 'granted' });
  await passTime(at, twin, '1 minute');
  expect(await ask(twin, '', byMail)).toMatchObject({ allowed: false, reason: 'expired' });
});
