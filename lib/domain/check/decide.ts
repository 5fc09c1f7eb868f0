import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import { evidenceSuffices, type Evidence } from '#lib/domain/consent/evidence.ts';
import type { Choice, Standing } from '#lib/domain/consent/state.ts';
import type { StopKind } from '#lib/domain/consent/stops.ts';

/** Every answer the decision can give. The order of the second stage is the order of the table: most specific first. */
export const REASONS = [
  'business_suspended',
  'objected',
  'granted',
  'withdrawn',
  'refused',
  'pending_confirmation',
  'evidence_too_low',
  'expired',
  'purpose_not_covered',
  'channel_not_covered',
  'recipient_not_covered',
  'requested',
  'never_asked',
] as const;
export type Reason = (typeof REASONS)[number];

export type NextAction = 'none' | 'ask' | 'wait' | 'reverify' | 'human_review';

/** One line of the state as the check reads it; `expired` was computed by the database in the same statement. */
export interface FactLine {
  purpose: string;
  channel: Channel;
  standing: Standing;
  choice: Choice;
  kind: PurposeKind;
  version: string;
  evidence: Evidence;
  recipients: readonly string[];
  eventId: string;
  decidedAt: string;
  grantedAt: string | null;
  confirmedAt: string | null;
  expiresAt: string | null;
  expired: boolean;
}

export interface CheckFacts {
  businessState: 'active' | 'suspended';
  lines: readonly FactLine[];
  /** What stands against the person, whatever the lines say. */
  stops: readonly StopKind[];
}

export interface Question {
  purpose: string;
  kind: PurposeKind;
  channel: Channel;
  recipients: readonly string[];
}

export interface Decision {
  allowed: boolean;
  reason: Reason;
  /** The line the answer rests on: the consent relied on, or the "no" that stands against it. */
  line: FactLine | null;
  notCovered: string[];
  next: NextAction;
}

/**
 * May this person be messaged? Pure: facts in, decision out. Only one branch says yes, and it is reached only when
 * nothing speaks against it (law.: Art. 7 GDPR, § 7 UWG; laws 1 and 2 of the decision, R77, R78).
 */
export function decide(facts: CheckFacts, question: Question): Decision {
  if (facts.businessState !== 'active') return denied('business_suspended', null);
  if (question.kind === 'advertising' && facts.stops.includes('objected')) return denied('objected', null);

  const exact = facts.lines.filter((l) => l.purpose === question.purpose && l.channel === question.channel);
  const established = exact.find((l) => l.standing === 'established') ?? null;
  const claimed = exact.find((l) => l.standing === 'claimed') ?? null;

  if (facts.stops.includes('withdrawn_all')) return denied('withdrawn', established);
  if (established?.choice === 'withdrawn') return denied('withdrawn', established);
  if (established?.choice === 'refused') return denied('refused', established);
  if (established?.choice === 'granted') return ofGrant(established, question);

  if (claimed?.choice === 'withdrawn') return denied('withdrawn', claimed);
  if (claimed?.choice === 'refused') return denied('refused', claimed);
  if (claimed?.choice === 'granted') return denied('pending_confirmation', claimed);

  const other = ofOthers(facts.lines, question);
  if (other) return other;
  if (established?.choice === 'requested') return denied('requested', established);
  return denied('never_asked', null);
}

function ofGrant(line: FactLine, question: Question): Decision {
  if (!evidenceSuffices(line.evidence, line.channel, line.kind)) return denied('evidence_too_low', line);
  if (line.expired) return denied('expired', line);
  const notCovered = question.recipients.filter((r) => !line.recipients.includes(r));
  if (notCovered.length > 0) return { ...denied('recipient_not_covered', line), notCovered };
  return { allowed: true, reason: 'granted', line, notCovered: [], next: 'none' };
}

/** The person did agree to something, but not to this. */
function ofOthers(lines: readonly FactLine[], question: Question): Decision | null {
  const granted = lines.filter((l) => l.standing === 'established' && l.choice === 'granted');
  const sameChannel = granted.find((l) => l.channel === question.channel);
  if (sameChannel) return denied('purpose_not_covered', sameChannel);
  const samePurpose = granted.find((l) => l.purpose === question.purpose);
  if (samePurpose) return denied('channel_not_covered', samePurpose);
  return granted[0] ? denied('purpose_not_covered', granted[0]) : null;
}

function denied(reason: Exclude<Reason, 'granted'>, line: FactLine | null): Decision {
  return { allowed: false, reason, line, notCovered: [], next: nextAction(reason) };
}

function nextAction(reason: Exclude<Reason, 'granted'>): NextAction {
  switch (reason) {
    case 'never_asked':
    case 'expired':
    case 'purpose_not_covered':
    case 'channel_not_covered':
    case 'recipient_not_covered':
      return 'ask';
    case 'pending_confirmation':
    case 'evidence_too_low':
      return 'reverify';
    case 'requested':
    case 'refused':
    case 'withdrawn':
    case 'objected':
      return 'wait';
    case 'business_suspended':
      return 'human_review';
  }
}
