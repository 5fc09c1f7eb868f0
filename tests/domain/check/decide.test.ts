import { describe, expect, test } from 'vitest';
import { decide, REASONS, type CheckFacts, type Question, type Reason } from '#lib/domain/check/decide.ts';
import { aboutOrders, aClaim, active, aLine } from './facts.ts';

interface Row {
  reason: Reason;
  what: string;
  facts: CheckFacts;
  question?: Partial<Question>;
  next: string;
  notCovered?: string[];
}

const lang = 'partner:geruestbau-lang';
const aydin = 'partner:spenglerei-aydin';

const table: readonly Row[] = [
  {
    reason: 'business_suspended',
    what: 'a good consent, but the firm is stopped',
    facts: { businessState: 'suspended', lines: [aLine()], stops: [] },
    next: 'human_review',
  },
  {
    reason: 'business_suspended',
    what: 'nothing on file, and the firm is stopped',
    facts: { businessState: 'suspended', lines: [], stops: [] },
    next: 'human_review',
  },
  {
    reason: 'objected',
    what: 'a proven yes to advertising, and an objection since',
    facts: {
      ...active(aLine({ purpose: 'advertising', kind: 'advertising', evidence: 'channel_message' })),
      stops: ['objected'],
    },
    question: { purpose: 'advertising', kind: 'advertising' },
    next: 'wait',
  },
  {
    reason: 'granted',
    what: 'an objection to advertising leaves the order alone',
    facts: { ...active(aLine()), stops: ['objected'] },
    next: 'none',
  },
  {
    reason: 'withdrawn',
    what: 'everything was withdrawn without a link',
    facts: { ...active(aLine()), stops: ['withdrawn_all'] },
    next: 'wait',
  },
  { reason: 'granted', what: 'a proven yes to exactly this', facts: active(aLine()), next: 'none' },
  {
    reason: 'granted',
    what: 'the recipient asked about is named',
    facts: active(aLine({ recipients: ['meta-whatsapp', lang] })),
    question: { recipients: [lang] },
    next: 'none',
  },
  {
    reason: 'granted',
    what: 'a proven yes, while a stranger said no, withdrew or asked',
    facts: active(aLine(), aClaim({ choice: 'refused' })),
    next: 'none',
  },
  {
    reason: 'withdrawn',
    what: 'a proven withdrawal',
    facts: active(aLine({ choice: 'withdrawn' })),
    next: 'wait',
  },
  {
    reason: 'withdrawn',
    what: 'a proven withdrawal against a later claim of yes',
    facts: active(aLine({ choice: 'withdrawn' }), aClaim()),
    next: 'wait',
  },
  {
    reason: 'withdrawn',
    what: 'an unproven withdrawal where nothing is proven',
    facts: active(aClaim({ choice: 'withdrawn' })),
    next: 'wait',
  },
  {
    reason: 'withdrawn',
    what: 'an unproven withdrawal after a mere request',
    facts: active(aLine({ choice: 'requested', evidence: 'claimed' }), aClaim({ choice: 'withdrawn' })),
    next: 'wait',
  },
  {
    reason: 'withdrawn',
    what: 'withdrawn comes before expired and too low',
    facts: active(aLine({ choice: 'withdrawn', expired: true, evidence: 'claimed' })),
    next: 'wait',
  },
  { reason: 'refused', what: 'a proven no', facts: active(aLine({ choice: 'refused' })), next: 'wait' },
  {
    reason: 'refused',
    what: 'a proven no against a claim of yes',
    facts: active(aLine({ choice: 'refused' }), aClaim()),
    next: 'wait',
  },
  {
    reason: 'refused',
    what: 'a proven no, although another purpose was allowed',
    facts: active(aLine({ choice: 'refused' }), aLine({ purpose: 'photos' })),
    next: 'wait',
  },
  {
    reason: 'refused',
    what: 'an unproven no where nothing is proven',
    facts: active(aClaim({ choice: 'refused' })),
    next: 'wait',
  },
  { reason: 'pending_confirmation', what: 'a typed number', facts: active(aClaim()), next: 'reverify' },
  {
    reason: 'pending_confirmation',
    what: 'a typed number after a request',
    facts: active(aLine({ choice: 'requested', evidence: 'claimed' }), aClaim()),
    next: 'reverify',
  },
  {
    reason: 'pending_confirmation',
    what: 'a claim here comes before a proven yes elsewhere',
    facts: active(aClaim(), aLine({ purpose: 'photos' })),
    next: 'reverify',
  },
  {
    reason: 'evidence_too_low',
    what: 'a delivered link is no proof for advertising',
    facts: active(aLine({ purpose: 'advertising', kind: 'advertising' })),
    question: { purpose: 'advertising' },
    next: 'reverify',
  },
  {
    reason: 'evidence_too_low',
    what: 'an e-mail link never proves a number',
    facts: active(aLine({ evidence: 'email_link' })),
    next: 'reverify',
  },
  {
    reason: 'evidence_too_low',
    what: 'a number never proves an e-mail address',
    facts: active(aLine({ channel: 'email' })),
    question: { channel: 'email' },
    next: 'reverify',
  },
  {
    reason: 'evidence_too_low',
    what: 'too low comes before expired and before recipients',
    facts: active(aLine({ evidence: 'claimed', expired: true })),
    question: { recipients: [lang] },
    next: 'reverify',
  },
  { reason: 'expired', what: 'its time is over', facts: active(aLine({ expired: true })), next: 'ask' },
  {
    reason: 'expired',
    what: 'expired comes before recipients',
    facts: active(aLine({ expired: true })),
    question: { recipients: [lang] },
    next: 'ask',
  },
  {
    reason: 'recipient_not_covered',
    what: 'one of two is not named',
    facts: active(aLine({ recipients: [lang] })),
    question: { recipients: [lang, aydin] },
    next: 'ask',
    notCovered: [aydin],
  },
  {
    reason: 'recipient_not_covered',
    what: 'another line names it, this one does not',
    facts: active(aLine(), aLine({ purpose: 'photos_to_partners', recipients: [lang] })),
    question: { recipients: [lang] },
    next: 'ask',
    notCovered: [lang],
  },
  {
    reason: 'purpose_not_covered',
    what: 'same channel, another purpose',
    facts: active(aLine({ purpose: 'photos' })),
    next: 'ask',
  },
  {
    reason: 'purpose_not_covered',
    what: 'same channel elsewhere comes before same purpose elsewhere',
    facts: active(aLine({ channel: 'sms' }), aLine({ purpose: 'photos' })),
    next: 'ask',
  },
  {
    reason: 'purpose_not_covered',
    what: 'neither purpose nor channel was allowed, something else was',
    facts: active(aLine({ purpose: 'photos', channel: 'sms' })),
    next: 'ask',
  },
  {
    reason: 'purpose_not_covered',
    what: 'something else was allowed, and this was only asked for',
    facts: active(aLine({ choice: 'requested', evidence: 'claimed' }), aLine({ purpose: 'photos' })),
    next: 'ask',
  },
  {
    reason: 'channel_not_covered',
    what: 'same purpose, another channel',
    facts: active(aLine({ channel: 'sms' })),
    next: 'ask',
  },
  {
    reason: 'requested',
    what: 'asked, not answered',
    facts: active(aLine({ choice: 'requested', evidence: 'claimed' })),
    next: 'wait',
  },
  {
    reason: 'requested',
    what: 'asked here, a mere claim elsewhere',
    facts: active(aLine({ choice: 'requested', evidence: 'claimed' }), aClaim({ purpose: 'photos' })),
    next: 'wait',
  },
  { reason: 'never_asked', what: 'nothing on file', facts: active(), next: 'ask' },
  {
    reason: 'never_asked',
    what: 'only noes elsewhere',
    facts: active(
      aLine({ purpose: 'photos', choice: 'refused' }),
      aLine({ channel: 'sms', choice: 'withdrawn' }),
    ),
    next: 'ask',
  },
  {
    reason: 'never_asked',
    what: 'only a claim elsewhere',
    facts: active(aClaim({ purpose: 'photos' })),
    next: 'ask',
  },
];

describe('the decision', () => {
  test.each(table)('$reason: $what', ({ reason, facts, question, next, notCovered = [] }) => {
    const decision = decide(facts, { ...aboutOrders, ...question });
    expect(decision).toMatchObject({ reason, allowed: reason === 'granted', next, notCovered });
  });

  test('every reason has its row', () => {
    expect(new Set(table.map((row) => row.reason))).toEqual(new Set(REASONS));
  });

  test('names the line it rests on: the consent relied on, or the no against it', () => {
    const claim = aClaim();
    const proven = aLine({ choice: 'withdrawn' });
    expect(decide(active(claim, proven), aboutOrders).line).toBe(proven);
    expect(decide(active(claim), aboutOrders).line).toBe(claim);
    expect(decide(active(), aboutOrders).line).toBeNull();
    expect(decide({ businessState: 'suspended', lines: [proven], stops: [] }, aboutOrders).line).toBeNull();
  });
});
