import type { Channel } from '#lib/domain/catalogue/channels.ts';
import type { PurposeKind } from '#lib/domain/catalogue/purposes.ts';
import type { ConsentEvent, Cover } from './event.ts';
import { strongerEvidence, type Evidence } from './evidence.ts';

export type Standing = 'established' | 'claimed';
export type Choice = 'requested' | 'granted' | 'refused' | 'withdrawn';

/** What holds for one identifier, purpose and channel, and since when. Times are ISO 8601 UTC with microseconds. */
export interface ConsentLine {
  identifier: string;
  purpose: string;
  channel: Channel;
  standing: Standing;
  choice: Choice;
  kind: PurposeKind;
  item: string;
  version: string;
  evidence: Evidence;
  recipients: readonly string[];
  seq: number;
  eventId: string;
  decidedAt: string;
  grantedAt: string | null;
  /** When a claim was confirmed by the person's own message. */
  confirmedAt: string | null;
  expiresAt: string | null;
}

/** Lines by `lineKey`. */
export type ConsentState = ReadonlyMap<string, ConsentLine>;

export function lineKey(at: {
  identifier: string;
  purpose: string;
  channel: string;
  standing: Standing;
}): string {
  return `${at.identifier} ${at.purpose} ${at.channel} ${at.standing}`;
}

export function stateOf(lines: Iterable<ConsentLine>): ConsentState {
  return new Map([...lines].map((line) => [lineKey(line), line]));
}

/**
 * An act on somebody's mere word never touches what a proven act established: it gets a line of its own. The other way
 * round too: were a claim to vanish when the number's owner answers, whoever typed that number would learn of it.
 */
export function standingOf(evidence: Evidence): Standing {
  return evidence === 'claimed' ? 'claimed' : 'established';
}

/** State is a fold over events in the order of the ledger (R62). Pure: the same events give the same state. */
export function applyEvent(state: ConsentState, event: ConsentEvent): ConsentState {
  const next = new Map(state);
  switch (event.kind) {
    case 'requested':
      for (const item of event.body.items) {
        for (const cover of item.covers)
          noteRequest(next, event, cover, { ...item, version: event.body.version });
      }
      return next;
    case 'answered':
      for (const decision of event.body.decisions) {
        for (const cover of decision.covers)
          decide(next, event, cover, { ...decision, version: event.body.version });
      }
      return next;
    case 'withdrawn':
      for (const target of event.body.targets) withdraw(next, event, target, event.body.answer);
      return next;
    case 'confirmed':
      for (const cover of event.body.covers) confirm(next, event, cover);
      return next;
    case 'inbound':
    case 'objected':
    case 'version_published':
    case 'page_changed':
    case 'business_suspended':
    case 'business_resumed':
      return state;
  }
}

export function foldEvents(events: Iterable<ConsentEvent>): ConsentState {
  let state: ConsentState = new Map();
  for (const event of events) state = applyEvent(state, event);
  return state;
}

type Lines = Map<string, ConsentLine>;
interface Shown {
  item: string;
  kind: PurposeKind;
  version: string;
  recipients: readonly string[];
}

/** Asking fills a blank and changes nothing else: whoever has answered has answered. */
function noteRequest(lines: Lines, event: ConsentEvent, cover: Cover, shown: Shown): void {
  const place = { ...cover, standing: 'established' as const };
  if (lines.has(lineKey(place))) return;
  lines.set(lineKey(place), { ...line(event, place, shown), choice: 'requested', evidence: 'claimed' });
}

function decide(
  lines: Lines,
  event: ConsentEvent,
  cover: Cover,
  decision: Shown & { choice: 'granted' | 'refused'; expires_at: string | null },
): void {
  const standing = standingOf(cover.evidence);
  const place = { ...cover, standing };
  const before = lines.get(lineKey(place));
  const granted = decision.choice === 'granted';
  // Saying the same again to the same text through a weaker door takes no proof away.
  const again = granted && before?.choice === 'granted' && before.version === decision.version;
  lines.set(lineKey(place), {
    ...line(event, place, decision),
    choice: decision.choice,
    evidence: again ? strongerEvidence(before.evidence, cover.evidence) : cover.evidence,
    grantedAt: granted ? event.at : null,
    expiresAt: granted ? decision.expires_at : null,
  });
}

/**
 * A claim becomes proven, as of when it was made: an act that the person proved since then stands, whatever it said
 * (law 2 of the decision). Confirmed twice is confirmed once.
 */
function confirm(lines: Lines, event: ConsentEvent, cover: Cover): void {
  const claim = lines.get(lineKey({ ...cover, standing: 'claimed' }));
  if (!claim || (claim.choice !== 'granted' && claim.choice !== 'refused')) return;
  const place = { ...cover, standing: 'established' as const };
  const since = lines.get(lineKey(place));
  if (since && since.choice !== 'requested' && since.seq > claim.seq) return;
  lines.set(lineKey(place), {
    ...claim,
    standing: 'established',
    evidence: cover.evidence,
    seq: event.seq,
    eventId: event.id,
    confirmedAt: event.at,
  });
}

function withdraw(lines: Lines, event: ConsentEvent, target: Cover, answer: number | undefined): void {
  const key = lineKey({ ...target, standing: standingOf(target.evidence) });
  const before = lines.get(key);
  if (!before) return;
  // Somebody else's claim for the same number is not this receipt's to end.
  if (before.standing === 'claimed' && answer !== undefined && before.seq !== answer) return;
  lines.set(key, { ...before, choice: 'withdrawn', seq: event.seq, eventId: event.id, decidedAt: event.at });
}

function line(event: ConsentEvent, place: Cover & { standing: Standing }, shown: Shown): ConsentLine {
  return {
    identifier: place.identifier,
    purpose: place.purpose,
    channel: place.channel,
    standing: place.standing,
    choice: 'requested',
    kind: shown.kind,
    item: shown.item,
    version: shown.version,
    evidence: place.evidence,
    recipients: shown.recipients,
    seq: event.seq,
    eventId: event.id,
    decidedAt: event.at,
    grantedAt: null,
    confirmedAt: null,
    expiresAt: null,
  };
}
