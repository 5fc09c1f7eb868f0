import type { Reason } from '#lib/domain/check/decide.ts';

/*
 * The decision once more, from its description and not from its code: every sentence of the description is one row
 * that speaks or is silent, and the first that speaks in the order of the law's table is the answer. It knows none of
 * our types on purpose.
 */

interface Line {
  purpose: string;
  channel: string;
  standing: string;
  choice: string;
  kind: string;
  evidence: string;
  recipients: readonly string[];
  expired: boolean;
}

export interface Asked {
  suspended: boolean;
  lines: readonly Line[];
  stops: readonly string[];
  purpose: string;
  kind: string;
  channel: string;
  recipients: readonly string[];
}

/** What proves a person on a channel, as one picture: rows are what we have, columns what it is wanted for. */
const proves: Record<string, { email: boolean; service: 'number' | 'any' | 'none'; strict: boolean }> = {
  claimed: { email: false, service: 'none', strict: false },
  email_link: { email: true, service: 'none', strict: false },
  number_delivery: { email: false, service: 'number', strict: false },
  channel_message: { email: false, service: 'any', strict: true },
  witnessed_device: { email: false, service: 'any', strict: false },
  signed_paper: { email: true, service: 'any', strict: true },
  qualified: { email: true, service: 'any', strict: true },
};
const overANumber = ['whatsapp', 'whatsapp_group', 'sms', 'rcs', 'phone', 'signal', 'telegram', 'imessage'];

function isProof(line: Line): boolean {
  const proof = proves[line.evidence];
  if (proof === undefined) return false;
  if (line.channel === 'email') return proof.email;
  if (line.kind !== 'service') return proof.strict;
  return proof.service === 'any' || (proof.service === 'number' && overANumber.includes(line.channel));
}

const order: readonly [Reason, (asked: Asked) => boolean][] = [
  ['business_suspended', (q) => q.suspended],
  ['objected', (q) => q.kind === 'advertising' && q.stops.includes('objected')],
  ['withdrawn', (q) => q.stops.includes('withdrawn_all')],
  [
    'granted',
    (q) => said(q, 'established', 'granted', (l) => isProof(l) && !l.expired && names(l, q.recipients)),
  ],
  [
    'withdrawn',
    (q) => said(q, 'established', 'withdrawn') || (!answered(q) && said(q, 'claimed', 'withdrawn')),
  ],
  ['refused', (q) => said(q, 'established', 'refused') || (!answered(q) && said(q, 'claimed', 'refused'))],
  ['pending_confirmation', (q) => !answered(q) && said(q, 'claimed', 'granted')],
  ['evidence_too_low', (q) => said(q, 'established', 'granted', (l) => !isProof(l))],
  ['expired', (q) => said(q, 'established', 'granted', (l) => l.expired)],
  ['recipient_not_covered', (q) => said(q, 'established', 'granted', (l) => !names(l, q.recipients))],
  ['purpose_not_covered', (q) => elsewhere(q).some((l) => l.channel === q.channel)],
  ['channel_not_covered', (q) => elsewhere(q).some((l) => l.purpose === q.purpose)],
  ['purpose_not_covered', (q) => elsewhere(q).length > 0],
  ['requested', (q) => said(q, 'established', 'requested')],
  ['never_asked', () => true],
];

export function referenceAnswer(asked: Asked): { allowed: boolean; reason: Reason; notCovered: string[] } {
  const reason = order.find(([, speaks]) => speaks(asked))?.[0] ?? 'never_asked';
  const here = asked.lines.find((l) => isHere(l, asked) && l.standing === 'established');
  const missing = asked.recipients.filter((r) => here?.recipients.includes(r) !== true);
  return {
    allowed: reason === 'granted',
    reason,
    notCovered: reason === 'recipient_not_covered' ? missing : [],
  };
}

function isHere(line: Line, q: Asked): boolean {
  return line.purpose === q.purpose && line.channel === q.channel;
}

function said(
  q: Asked,
  standing: string,
  choice: string,
  and: (line: Line) => boolean = () => true,
): boolean {
  return q.lines.some((l) => isHere(l, q) && l.standing === standing && l.choice === choice && and(l));
}

/** The person has answered with proof; then a mere claim has no say. */
function answered(q: Asked): boolean {
  return ['granted', 'refused', 'withdrawn'].some((choice) => said(q, 'established', choice));
}

function names(line: Line, recipients: readonly string[]): boolean {
  return recipients.every((r) => line.recipients.includes(r));
}

function elsewhere(q: Asked): Line[] {
  return q.lines.filter((l) => !isHere(l, q) && l.standing === 'established' && l.choice === 'granted');
}
