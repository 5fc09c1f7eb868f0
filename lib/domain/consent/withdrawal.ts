import type { Cover } from './event.ts';
import type { Evidence } from './evidence.ts';
import { standingOf, type ConsentLine } from './state.ts';

/** What a receipt may speak for: the identifiers of its answer, each with the evidence that answer had. */
export interface Subject {
  identifier: string;
  evidence: Evidence;
}

/**
 * What a withdrawal through a receipt ends. `all` ends every consent its identifiers stand behind, whichever page it
 * came from (Art. 7(3) GDPR; R47, R52); a single item ends that item's lines. A receipt of an unproven answer ends
 * only unproven lines: else a stranger who typed a number could end, or learn of, what its owner agreed to.
 */
export function withdrawalTargets(
  lines: Iterable<ConsentLine>,
  subjects: readonly Subject[],
  scope: 'all' | { item: string },
): Cover[] {
  const targets: Cover[] = [];
  for (const line of lines) {
    const subject = subjects.find((s) => s.identifier === line.identifier);
    if (!subject || line.choice !== 'granted') continue;
    if (scope !== 'all' && line.item !== scope.item) continue;
    if (line.standing === 'established' && standingOf(subject.evidence) === 'claimed') continue;
    const evidence = line.standing === 'claimed' ? 'claimed' : subject.evidence;
    targets.push({ purpose: line.purpose, channel: line.channel, identifier: line.identifier, evidence });
  }
  return targets;
}

/**
 * What a withdrawal without a link ends: every consent on the identifier that was given until then, each with its own
 * evidence, proven or not (design: the one act that counts unproven, and only towards no). `until`: an instant; what the
 * person agreed to later stands.
 */
export function everyGrantUntil(
  lines: Iterable<ConsentLine>,
  until: string,
  only: { purpose?: string | undefined; channel?: string | undefined } = {},
): Cover[] {
  return [...lines]
    .filter((l) => l.choice === 'granted' && l.decidedAt <= until)
    .filter((l) => only.purpose === undefined || l.purpose === only.purpose)
    .filter((l) => only.channel === undefined || l.channel === only.channel)
    .map(({ purpose, channel, identifier, evidence }) => ({ purpose, channel, identifier, evidence }));
}
