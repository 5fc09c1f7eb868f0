import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { Cover } from './event.ts';
import { evidenceSuffices, type Evidence } from './evidence.ts';
import type { ConsentLine } from './state.ts';
import type { Stop, StopKind } from './stops.ts';

/** How long a code works, 24 hours (R36). */
export const codeLifetime = 'P1D';
const proof: Evidence = 'channel_message';

export interface Confirmation {
  /** The claims of that one answer that are now proven; empty: the code confirms nothing. */
  covers: Cover[];
  lifts: { identifier: string; kind: StopKind }[];
  /** When that answer was given; only what was said against it before then ends with it. */
  madeAt: string | null;
}

/**
 * What the right code from the right account proves: what that very answer said, on the channel it came over and for
 * calls. A claim that was overwritten since (anybody can type a number) is not confirmed by the older answer's code:
 * nobody must find something proven that they never said. A stop ends only where the answer came after it.
 */
export function confirmationOf(
  lines: readonly ConsentLine[],
  stops: readonly Stop[],
  answer: { identifier: string; seq: number; channel: Channel },
): Confirmation {
  const claims = lines.filter(
    (l) =>
      l.identifier === answer.identifier &&
      l.standing === 'claimed' &&
      l.seq === answer.seq &&
      (l.choice === 'granted' || l.choice === 'refused') &&
      (l.channel === answer.channel || l.channel === 'phone'),
  );
  const granted = claims.filter((l) => l.choice === 'granted');
  // Confirming a No alone is possible in principle; a code is only made where something was allowed.
  if (granted.length === 0) return { covers: [], lifts: [], madeAt: null };
  const advertising = granted.some(
    (l) => l.kind === 'advertising' && evidenceSuffices(proof, l.channel, l.kind),
  );
  const lifts = stops
    .filter((s) => s.identifier === answer.identifier && s.liftedSeq === null && s.seq < answer.seq)
    .filter((s) => s.kind === 'withdrawn_all' || advertising)
    .map((s) => ({ identifier: s.identifier, kind: s.kind }));
  return {
    covers: claims.map((l) => ({
      purpose: l.purpose,
      channel: l.channel,
      identifier: l.identifier,
      evidence: proof,
    })),
    lifts,
    madeAt: granted[0]?.decidedAt ?? null,
  };
}
