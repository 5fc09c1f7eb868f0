import fc from 'fast-check';
import { expect, test } from 'vitest';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { answerQuestion, type AnsweredAt, type AnswerOutcome } from '#lib/services/consent/answer.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { createInvitation, type CreateInvitation } from '#lib/services/invitation/create.ts';
import { auditBusiness, auditContact } from '#lib/services/ledger/audit.ts';
import { openInvitation, openPage, type OpenedPage } from '#lib/services/page/open.ts';
import { DomainError } from '#lib/domain/errors.ts';
import type { ContactId } from '#lib/domain/ids.ts';
import { useDatabase } from '#tests/support/database.ts';
import { cases } from '#tests/support/dose.ts';
import { aFirm, formOf, type Firm } from '#tests/support/scene.ts';
import { ask } from './asking.ts';
import { behind } from './behind.ts';
import { itemKeys, itemsOf, Notebook, type Told } from './shadow-model.ts';

const at = useDatabase();
const phones = ['+4917604069001', '+4917604069002'] as const;
const emails = ['anna@example.de', 'berta@example.de'] as const;

type Act =
  | { kind: 'public_answer'; phone: string | null; email: string | null; ticked: string[] }
  | {
      kind: 'invite';
      person: string;
      by: CreateInvitation['delivered_by'];
      answer: { email: string | null; ticked: string[] } | null;
    }
  | { kind: 'withdraw'; receipt: number; scope: 'all' | { item: string } }
  | { kind: 'suspend'; suspended: boolean };

const ticked = fc.subarray(itemKeys);
const email = fc.option(fc.constantFrom(...emails));
const anyAct: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('public_answer'),
      phone: fc.option(fc.constantFrom(...phones), { freq: 6 }),
      email,
      ticked,
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('invite'),
      person: fc.constantFrom(...phones, ...phones, emails[0]),
      by: fc.constantFrom('whatsapp', 'sms', 'email', 'print'),
      answer: fc.option(fc.record({ email, ticked }), { freq: 5 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('withdraw'),
      receipt: fc.nat({ max: 9 }),
      scope: fc.oneof(
        fc.constant('all' as const),
        fc.constantFrom(...itemKeys).map((item) => ({ item })),
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('suspend'), suspended: fc.boolean() }) },
);

interface Receipt {
  token: string;
  told: Told[];
}

/** Plays acts through the services and in the notebook, and lets each check be compared with what the notebook says. */
function playing(firm: Firm) {
  const notebook = new Notebook();
  const receipts: Receipt[] = [];

  return { act, compare };

  async function act(act: Act): Promise<void> {
    switch (act.kind) {
      case 'public_answer': {
        const where = { businessSlug: firm.slug, pageSlug: firm.pageSlug };
        const told = [act.phone, act.email]
          .filter((p) => p !== null)
          .map((person) => ({ person, proven: false }));
        return answer(await openPage(firm.slug, firm.pageSlug), where, { ...act, told });
      }
      case 'invite':
        return invite(act);
      case 'withdraw': {
        const receipt = receipts[act.receipt % Math.max(1, receipts.length)];
        if (!receipt) return;
        expect(await withdrawByReceipt(receipt.token, act.scope)).toBe(true);
        return notebook.withdrawn(receipt.told, act.scope);
      }
      case 'suspend':
        await setSuspended(firm.businessId, { suspended: act.suspended, by: 'test' });
        notebook.suspended = act.suspended;
    }
  }

  async function invite(act: Extract<Act, { kind: 'invite' }>): Promise<void> {
    const { person } = act;
    const isEmail = person.includes('@');
    const contact = isEmail ? { email: person } : { phone: person };
    const invited = await createInvitation(firm.live, {
      contact,
      page: firm.pageSlug,
      delivered_by: act.by,
    }).catch((cause: unknown) => {
      if (cause instanceof DomainError) return cause.code;
      throw cause;
    });
    if (notebook.suspended) return expect(invited).toBe('business_suspended');
    if (notebook.restsNow(person)) return expect(invited).toBe('cooldown');
    if (typeof invited === 'string') throw new Error(`not invited: ${invited}`);
    notebook.invited(person);
    if (!act.answer) return;
    const proven = isEmail ? act.by === 'email' : act.by === 'whatsapp' || act.by === 'sms';
    const typed = isEmail ? null : act.answer.email;
    const told = [{ person, proven }, ...(typed === null ? [] : [{ person: typed, proven: false }])];
    await answer(
      await openInvitation(invited.token),
      { invitationToken: invited.token },
      { phone: null, email: typed, ticked: act.answer.ticked, told },
    );
  }

  async function answer(
    page: OpenedPage,
    where: AnsweredAt,
    said: { phone: string | null; email: string | null; ticked: string[]; told: Told[] },
  ): Promise<void> {
    if (page.state !== 'open') {
      expect([page.state, notebook.suspended]).toEqual(['suspended', true]);
      return;
    }
    const possible = said.ticked.filter((item) =>
      said.told.some(({ person }) => itemsOf(person).includes(item)),
    );
    const form = formOf(page, {
      item: possible,
      choice: possible.length > 0 ? 'grant' : 'refuse',
      phone: said.phone ?? '',
      email: said.email ?? '',
    });
    const outcome: AnswerOutcome = await answerQuestion(where, form);
    if (said.told.length === 0) return expect(outcome).toEqual({ state: 'nothing_stored' });
    if (outcome.state !== 'recorded') throw new Error(`answer was ${outcome.state}`);
    receipts.push({ token: outcome.receiptToken, told: said.told });
    notebook.answered(said.told, possible);
  }

  /** Every person about every item, all at once as a busy tool would. */
  async function compare(): Promise<void> {
    const questions = [...phones, ...emails].flatMap((person) =>
      itemsOf(person).map((item) => ({ person, item })),
    );
    const heard = await Promise.all(
      questions.map(async ({ person, item }) => {
        const about = person.includes('@')
          ? { contact: { email: person }, channel: 'email' as const, purpose: 'advertising' }
          : { contact: { phone: person }, purpose: item };
        const { allowed, reason } = await ask(firm, person, about);
        return { person, item, allowed, reason };
      }),
    );
    const expected = questions.map(({ person, item }) => {
      const reason = notebook.expects(person, item);
      return { person, item, allowed: reason === 'granted', reason };
    });
    expect(heard).toEqual(expected);
  }
}

test('random histories: after each act every check says what a notebook says, and the ledger adds up', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyAct, { minLength: 4, maxLength: 16 }), async (acts) => {
      const firm = await aFirm();
      const play = playing(firm);
      for (const act of acts) {
        await play.act(act);
        await play.compare();
      }
      expect(await auditBusiness(firm.businessId)).toEqual([]);
      const contacts = await behind(
        at,
        (sql) =>
          sql<
            { id: ContactId }[]
          >`select contact_id as id from contact where business_id = ${firm.businessId}`,
      );
      for (const { id } of contacts) expect(await auditContact(firm.businessId, id)).toEqual([]);
    }),
    { numRuns: cases({ short: 20, long: 100 }) },
  );
}, 300_000);
