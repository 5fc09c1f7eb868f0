import type { Decision } from '#lib/domain/check/decide.ts';
import type { CheckQuestion } from '#lib/domain/check/question.ts';
import { check } from '#lib/services/check/check.ts';
import type { Firm } from '#tests/support/scene.ts';

/** The check with the firm's own key: may the number be written to about its order? `more` asks something else. */
export async function ask(firm: Firm, phone: string, more: Partial<CheckQuestion> = {}): Promise<Decision> {
  const outcome = await check(firm.live, {
    contact: { phone },
    channel: 'whatsapp',
    purpose: 'order',
    ...more,
  });
  if (outcome.state !== 'answered') throw new Error(outcome.state);
  return outcome.answer.decision;
}
