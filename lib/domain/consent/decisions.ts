import { identifierKindOf } from '#lib/domain/catalogue/channels.ts';
import type { TemplateItem } from '#lib/domain/template/draft.ts';
import type { Cover, ItemDecision } from './event.ts';
import type { Evidence } from './evidence.ts';
import { addPeriod } from './period.ts';

/** An identifier the answer names, and how we know that it is this person's. */
export interface AnswerSubject {
  kind: 'phone' | 'email';
  identifier: string;
  evidence: Evidence;
}

/** The covers an item has for the given identifiers: none where no identifier fits its channel. */
export function coversOf(item: TemplateItem, subjects: readonly AnswerSubject[]): Cover[] {
  return item.channels.flatMap((channel) => {
    const kind = identifierKindOf(channel);
    const subject = subjects.find((s) => s.kind === kind);
    return subject
      ? [{ purpose: item.purpose, channel, identifier: subject.identifier, evidence: subject.evidence }]
      : [];
  });
}

/** Every item that was shown, with its choice: "shown and not ticked" is provable too. `at` is the event's instant. */
export function decisionsOf(
  items: readonly TemplateItem[],
  ticked: readonly string[],
  subjects: readonly AnswerSubject[],
  at: string,
): ItemDecision[] {
  return items.map((item) => ({
    item: item.key,
    kind: item.kind,
    choice: ticked.includes(item.key) ? 'granted' : 'refused',
    covers: coversOf(item, subjects),
    recipients: [...item.recipients],
    expires_at: item.retention.kind === 'period' ? addPeriod(at, item.retention.period) : null,
  }));
}
