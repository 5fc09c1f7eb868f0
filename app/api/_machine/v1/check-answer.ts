import { z } from 'zod';
import { Channel } from '#lib/domain/catalogue/channels.ts';
import { REASONS, type Decision, type NextAction } from '#lib/domain/check/decide.ts';
import type { CheckQuestion } from '#lib/domain/check/question.ts';
import { OPT_OUT_LINES, SENTENCES, type SentenceLanguage } from '#lib/domain/check/sentences.ts';
import { Evidence } from '#lib/domain/consent/evidence.ts';
import type { CheckAnswer } from '#lib/services/check/check.ts';

const NEXT_ACTIONS = [
  'none',
  'ask',
  'wait',
  'reverify',
  'human_review',
] as const satisfies readonly NextAction[];
const instant = z.iso.datetime({ precision: 6 });

/** The consent that the question was measured against; of a consent that was taken back nothing is left to rely on. */
export const CheckConsentBody = z.strictObject({
  id: z.uuid().meta({ description: 'The event of the ledger by which the person agreed.' }),
  version: z
    .string()
    .regex(/^[0-9a-f]{64}$/u)
    .meta({ description: 'SHA-256 of the text the person saw.' }),
  version_url: z.url(),
  granted_at: instant,
  confirmed_at: instant.nullable(),
  expires_at: instant.nullable(),
  evidence: Evidence,
});

export const CheckAnswerBody = z.strictObject({
  ref: z.string().nullable().meta({ description: 'Your own reference, as you sent it.' }),
  mode: z.enum(['live', 'test']),
  allowed: z
    .boolean()
    .meta({ description: 'Send only if this is true. Everything else, errors included, is a no.' }),
  reason: z.enum(REASONS),
  text: z.string().meta({ description: 'One sentence for people, German or English by Accept-Language.' }),
  channel: Channel,
  purpose: z.string(),
  consent: CheckConsentBody.nullable(),
  not_covered: z
    .array(z.string())
    .meta({ description: 'The recipients you asked about that the consent does not name.' }),
  next_action: z.enum(NEXT_ACTIONS),
  capture_url: z.url().nullable(),
  notice_due: z.boolean(),
  opt_out_line: z.string().nullable().meta({ description: 'The line an advertising message must carry.' }),
  as_of: z.string().regex(/^\d+$/u).meta({ description: 'How much of the ledger this answer had seen.' }),
  checked_at: instant,
  decision_id: z.uuid(),
  receipt: z.null().meta({ description: 'Signed receipts come later.' }),
});
export type CheckAnswerBody = z.infer<typeof CheckAnswerBody>;

export function checkAnswerBody(
  question: CheckQuestion,
  answer: CheckAnswer,
  at: { appUrl: string; language: SentenceLanguage; captureUrl: string | null },
): CheckAnswerBody {
  const { decision } = answer;
  const advertising = decision.allowed && decision.line?.kind === 'advertising';
  return {
    ref: question.ref ?? null,
    mode: answer.mode,
    allowed: decision.allowed,
    reason: decision.reason,
    text: SENTENCES[at.language][decision.reason],
    channel: question.channel,
    purpose: question.purpose,
    consent: consentOf(decision, at.appUrl),
    not_covered: decision.notCovered,
    next_action: decision.next,
    capture_url: at.captureUrl,
    notice_due: false,
    opt_out_line: advertising ? OPT_OUT_LINES[at.language] : null,
    as_of: answer.asOf,
    checked_at: answer.checkedAt,
    decision_id: answer.decisionId,
    receipt: null,
  };
}

/** Another line's consent (`purpose_not_covered`) is not shown: it would look like one for what was asked. */
function consentOf({ reason, line }: Decision, appUrl: string): CheckAnswerBody['consent'] {
  if (line?.choice !== 'granted' || line.grantedAt === null) return null;
  if (reason === 'purpose_not_covered' || reason === 'channel_not_covered') return null;
  return {
    id: line.eventId,
    version: line.version,
    version_url: `${appUrl}/t/${line.version}`,
    granted_at: line.grantedAt,
    confirmed_at: line.confirmedAt,
    expires_at: line.expiresAt,
    evidence: line.evidence,
  };
}
