import { beforeAll, describe, expect, test } from 'vitest';
import { contextOf } from '#tests/support/scene.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { proveInclusion } from '#lib/services/ledger/prove.ts';
import { openInvitation, openPage, versionById } from '#lib/services/page/open.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { inBusiness } from '#db/in-business.ts';
import { forget } from '#lib/once.ts';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, answerInvitation, answerPage, aPhone, receiptOf, type Firm } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { allRows } from './behind.ts';

const at = useDatabase();
let firm: Firm;
let receipt = '';
let invitation = '';
const [phone, typed] = [aPhone(), aPhone()];

beforeAll(async () => {
  firm = await aFirm();
  receipt = receiptOf(await answerInvitation(firm, phone, { item: ['order'] }));
  receiptOf(await answerPage(firm, { item: ['order'], phone: typed }));
  invitation = (
    await createInvitation(firm.live, {
      contact: { phone: aPhone() },
      page: firm.pageSlug,
      delivered_by: 'sms',
    })
  ).token;
});

const looks: readonly [string, () => Promise<unknown>][] = [
  ['the question', () => openPage(firm.slug, firm.pageSlug)],
  ['a page that is not there', () => openPage(firm.slug, 'nirgends')],
  ['an invitation', () => openInvitation(invitation)],
  ['an invitation that is not there', () => openInvitation(`${invitation.slice(0, -2)}AA`)],
  ['a receipt', () => openReceipt(receipt)],
  ['a receipt that is not there', () => openReceipt(invitation)],
  ['a text', () => versionById(firm.versionId)],
  ['a check that says yes', () => ask(firm, phone)],
  ['a check that says no', () => ask(firm, typed)],
  ['a check about somebody unknown', () => ask(firm, aPhone())],
  ['a key', () => contextOf(firm.liveKey)],
  ['an audit', () => auditBusiness(firm.businessId)],
  ['a proof', () => inBusiness(firm.businessId, (tx) => proveInclusion(tx, firm.businessId, 1))],
];

describe('looking changes nothing:', () => {
  test.each(looks)('%s, three times, also by a process that has just started', async (_what, look) => {
    const before = await allRows(at);
    for (let i = 0; i < 3; i += 1) {
      for (const memory of ['versions', 'keys.opened', 'keys.remembered', 'vocabulary']) forget(memory);
      await look();
    }
    expect(await allRows(at)).toEqual(before);
  });

  test('and this test would see a change: a check with intent to send is written down', async () => {
    const before = await allRows(at);
    await ask(firm, phone, { intent: 'send' });
    const after = await allRows(at);
    expect(Object.keys(after).filter((table) => after[table] !== before[table])).toEqual([
      'public.consent_use',
    ]);
  });
});

test('a check with intent to send that says no writes nothing', async () => {
  const before = await allRows(at);
  expect(await ask(firm, typed, { intent: 'send' })).toMatchObject({ allowed: false });
  expect(await allRows(at)).toEqual(before);
});
