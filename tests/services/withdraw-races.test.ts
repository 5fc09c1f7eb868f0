import { expect, test } from 'vitest';
import { answerQuestion } from '#lib/services/consent/answer.ts';
import { settleAllNoes } from '#lib/services/consent/settle.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import { recordInbound } from '#lib/services/inbound/record.ts';
import { createInvitation } from '#lib/services/invitation/create.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { openInvitation } from '#lib/services/page/open.ts';
import { openReceipt } from '#lib/services/receipt/open.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases } from '#tests/support/dose.ts';
import {
  aFirm,
  answerInvitation,
  answerPage,
  aPhone,
  formOf,
  receiptOf,
  type Firm,
} from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { behind } from './behind.ts';

const at = useDatabase();
const people = cases({ short: 12, long: 40 });

async function withdrawer(firm: Firm) {
  const page = await openWithdrawPage(firm.slug, firm.pageSlug);
  if (!page) throw new Error('no page');
  return (value: string) => withdrawPublicly(page, { kind: 'phone', value }, { beyond: false, peak: false });
}

/** The kinds of a person's events in the log's order. */
async function acts(firm: Firm, phone: string): Promise<string[]> {
  const asked = await ask(firm, phone);
  return behind(at, async (sql) => {
    const rows = await sql<{ kind: string }[]>`
      select e.kind from event e
      where e.business_id = ${firm.businessId} and e.kind in ('answered', 'confirmed', 'withdrawn')
        and e.contact_id = (select contact_id from event where business_id = ${firm.businessId}
          and event_id = ${asked.line?.eventId ?? null}::uuid)
      order by e.seq`;
    return rows.map((r) => r.kind);
  });
}

test('a No and a proven yes at the same moment: a yes stands only where the log has it after the No', async () => {
  const firm = await aFirm();
  const withdraw = await withdrawer(firm);
  let stood = 0;
  for (let i = 0; i < people; i += 1) {
    const phone = aPhone();
    receiptOf(await answerInvitation(firm, phone, { item: ['order', 'photos'] }));
    const invited = { contact: { phone }, page: firm.pageSlug, delivered_by: 'whatsapp' } as const;
    const { token } = await createInvitation(firm.live, invited);
    const question = await openInvitation(token);
    if (question.state !== 'open') throw new Error(question.state);
    const answer = () => answerQuestion({ invitationToken: token }, formOf(question, { item: ['order'] }));
    await Promise.all(
      i % 2 === 0
        ? [withdraw(phone), answer(), settleAllNoes(firm.businessId)]
        : [answer(), withdraw(phone), settleAllNoes(firm.businessId)],
    );
    await settleAllNoes(firm.businessId);
    const { allowed, reason } = await ask(firm, phone);
    if (allowed) {
      stood += 1;
      expect((await acts(firm, phone)).slice(-2)).toEqual(['withdrawn', 'answered']);
    } else expect(reason).toBe('withdrawn');
    expect(await ask(firm, phone, { purpose: 'photos' })).toMatchObject({ allowed: false });
    await withdraw(phone);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
  }
  console.log(`${String(people)} at the same moment: the yes stood ${String(stood)} times`);
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});

test('a No and the code at the same moment: once both have answered, what the No met is no', async () => {
  const firm = await aFirm();
  const withdraw = await withdrawer(firm);
  for (let i = 0; i < people; i += 1) {
    const phone = aPhone();
    const receipt = await openReceipt(receiptOf(await answerPage(firm, { item: ['order'], phone })));
    const received_at = new Date().toISOString();
    const text = `Ja, Nr. ${receipt?.confirm?.code ?? ''}`;
    const confirm = () =>
      recordInbound(firm.live, { channel: 'whatsapp', from: { phone }, text, received_at });
    await Promise.all([confirm(), withdraw(phone), settleAllNoes(firm.businessId)]);
    // The claim is older than the No in every order, so nothing may bring it back.
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
    await settleAllNoes(firm.businessId);
    expect(await ask(firm, phone)).toMatchObject({ allowed: false, reason: 'withdrawn' });
  }
  expect(await auditBusiness(firm.businessId)).toEqual([]);
});
