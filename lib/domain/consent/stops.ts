import { identifierKindOf } from '#lib/domain/catalogue/channels.ts';
import type { ConsentEvent, Cover } from './event.ts';
import { evidenceSuffices } from './evidence.ts';
import { standingOf } from './state.ts';

/** What stands against an identifier beside its consent lines. */
export type StopKind = 'withdrawn_all' | 'objected';

export interface Stop {
  identifier: string;
  kind: StopKind;
  seq: number;
  eventId: string;
  at: string;
  /** The event that ended it; null while it stands. */
  liftedSeq: number | null;
}

/** Stops by `stopKey`. */
export type Stops = ReadonlyMap<string, Stop>;

export function stopKey(at: { identifier: string; kind: StopKind }): string {
  return `${at.identifier} ${at.kind}`;
}

export function stopsOf(stops: Iterable<Stop>): Stops {
  return new Map([...stops].map((stop) => [stopKey(stop), stop]));
}

/**
 * The second fold over the same events. A stop is raised on anybody's word, because no is the safe direction; only a
 * fresh proven act of the person ends it, never one that was made before it (law 3 of the decision).
 */
export function applyStops(stops: Stops, event: ConsentEvent): Stops {
  const next = new Map(stops);
  switch (event.kind) {
    case 'withdrawn':
      for (const identifier of event.body.stops) raise(next, event, { identifier, kind: 'withdrawn_all' });
      return next;
    case 'objected':
      raise(next, event, { identifier: event.body.identifier, kind: 'objected' });
      return next;
    case 'answered':
      for (const decision of event.body.decisions) {
        if (decision.choice !== 'granted') continue;
        for (const cover of decision.covers) lift(next, event, cover, decision.kind);
      }
      return next;
    case 'confirmed':
      for (const at of event.body.lifts ?? []) end(next, event, at);
      return next;
    case 'requested':
    case 'inbound':
    case 'version_published':
    case 'page_changed':
    case 'business_suspended':
    case 'business_resumed':
      return stops;
  }
}

export function foldStops(events: Iterable<ConsentEvent>): Stops {
  let stops: Stops = new Map();
  for (const event of events) stops = applyStops(stops, event);
  return stops;
}

/** Whose stops and suppressions an answer ends: those it proves, and allows something. */
export function provenGrants(
  decisions: readonly { choice: 'granted' | 'refused'; covers: readonly Cover[] }[],
): string[] {
  const covers = decisions.filter((d) => d.choice === 'granted').flatMap((d) => d.covers);
  return [...new Set(covers.filter(isProven).map((c) => c.identifier))];
}

function isProven(cover: Cover): boolean {
  return standingOf(cover.evidence) !== 'claimed' && identifierKindOf(cover.channel) !== null;
}

function raise(
  stops: Map<string, Stop>,
  event: ConsentEvent,
  at: { identifier: string; kind: StopKind },
): void {
  stops.set(stopKey(at), { ...at, seq: event.seq, eventId: event.id, at: event.at, liftedSeq: null });
}

/** A proven yes ends what a withdrawal stopped; an objection ends only where the yes is to advertising, and well proven. */
function lift(
  stops: Map<string, Stop>,
  event: ConsentEvent,
  cover: Cover,
  kind: 'service' | 'advertising' | 'special',
): void {
  if (!isProven(cover)) return;
  end(stops, event, { identifier: cover.identifier, kind: 'withdrawn_all' });
  if (kind === 'advertising' && evidenceSuffices(cover.evidence, cover.channel, kind)) {
    end(stops, event, { identifier: cover.identifier, kind: 'objected' });
  }
}

function end(
  stops: Map<string, Stop>,
  event: ConsentEvent,
  at: { identifier: string; kind: StopKind },
): void {
  const standing = stops.get(stopKey(at));
  if (standing?.liftedSeq === null) stops.set(stopKey(at), { ...standing, liftedSeq: event.seq });
}
