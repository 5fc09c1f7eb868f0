import fc from 'fast-check';
import type { CheckFacts, FactLine, Question } from '#lib/domain/check/decide.ts';
import type { Channel } from '#lib/domain/catalogue/channels.ts';
import { PURPOSE_KINDS } from '#lib/domain/catalogue/purposes.ts';
import { EVIDENCE } from '#lib/domain/consent/evidence.ts';

/** A granted, proven, unexpired consent to write about orders over WhatsApp; `more` changes what a case is about. */
export function aLine(more: Partial<FactLine> = {}): FactLine {
  return {
    purpose: 'order',
    channel: 'whatsapp',
    standing: 'established',
    choice: 'granted',
    kind: 'service',
    version: 'a'.repeat(64),
    evidence: 'number_delivery',
    recipients: ['meta-whatsapp'],
    eventId: '01890000-0000-7000-8000-000000000001',
    decidedAt: '2027-01-02T03:04:05.000006Z',
    grantedAt: '2027-01-02T03:04:05.000006Z',
    confirmedAt: null,
    expiresAt: null,
    expired: false,
    ...more,
  };
}

export function aClaim(more: Partial<FactLine> = {}): FactLine {
  return aLine({ standing: 'claimed', evidence: 'claimed', ...more });
}

export const aboutOrders: Question = {
  purpose: 'order',
  kind: 'service',
  channel: 'whatsapp',
  recipients: [],
};

export function active(...lines: FactLine[]): CheckFacts {
  return { businessState: 'active', lines, stops: [] };
}

// Few words, so that random lines and questions meet often.
const purposes = ['order', 'photos', 'advertising', 'x-wartung'] as const;
const channels = [
  'whatsapp',
  'sms',
  'email',
  'phone',
  'letter',
  'slack',
] as const satisfies readonly Channel[];
const recipients = ['meta-whatsapp', 'partner:geruestbau-lang', 'partner:spenglerei-aydin'] as const;

const anyLine: fc.Arbitrary<FactLine> = fc.record({
  purpose: fc.constantFrom(...purposes),
  channel: fc.constantFrom(...channels),
  standing: fc.constantFrom('established', 'claimed'),
  choice: fc.constantFrom('requested', 'granted', 'granted', 'granted', 'refused', 'withdrawn'),
  kind: fc.constantFrom(...PURPOSE_KINDS),
  version: fc.constantFrom('a'.repeat(64), 'b'.repeat(64)),
  evidence: fc.constantFrom(...EVIDENCE, 'number_delivery', 'channel_message'),
  recipients: fc.uniqueArray(fc.constantFrom(...recipients)),
  eventId: fc.uuid({ version: 7 }),
  decidedAt: fc.constant('2027-01-02T03:04:05.000006Z'),
  grantedAt: fc.constant('2027-01-02T03:04:05.000006Z'),
  confirmedAt: fc.constant(null),
  expiresAt: fc.constant(null),
  expired: fc.boolean(),
});

/** Random lines as the table can hold them: at most one for each purpose, channel and standing. */
export const anyLines: fc.Arbitrary<FactLine[]> = fc.uniqueArray(anyLine, {
  maxLength: 9,
  selector: (l) => `${l.purpose} ${l.channel} ${l.standing}`,
});

const anyFacts: fc.Arbitrary<CheckFacts> = fc.record({
  businessState: fc.constantFrom('active', 'active', 'active', 'suspended'),
  lines: anyLines,
  // Mostly none: else nearly every case would end there.
  stops: fc.constantFrom<CheckFacts['stops'][]>(
    [],
    [],
    [],
    ['withdrawn_all'],
    ['objected'],
    ['objected', 'withdrawn_all'],
  ),
});

export const anyQuestion: fc.Arbitrary<Question> = fc.record({
  purpose: fc.constantFrom(...purposes),
  kind: fc.constantFrom(...PURPOSE_KINDS),
  channel: fc.constantFrom(...channels),
  recipients: fc.uniqueArray(fc.constantFrom(...recipients)),
});

/** Facts and a question that is, half of the time, about one of the lines: else most questions would meet nothing. */
export const anyCase: fc.Arbitrary<{ facts: CheckFacts; question: Question }> = fc
  .tuple(anyFacts, anyQuestion, fc.option(fc.nat({ max: 8 })))
  .map(([facts, question, pick]) => {
    const line = pick === null ? undefined : facts.lines[pick % Math.max(1, facts.lines.length)];
    return {
      facts,
      question: line ? { ...question, purpose: line.purpose, channel: line.channel } : question,
    };
  });
