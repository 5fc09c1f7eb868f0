import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConsentEvent } from '#lib/domain/consent/event.ts';
import {
  foldEvents,
  lineKey,
  standingOf,
  type ConsentLine,
  type ConsentState,
} from '#lib/domain/consent/state.ts';
import { cases } from '#tests/support/dose.ts';
import { anyHistory, attackedHistory, identifiers, items, play, uuid, type Act } from './history.ts';

const numRuns = cases({ short: 1_000, long: 100_000 });

function established(state: ConsentState | undefined): ConsentLine[] {
  return [...(state?.values() ?? [])]
    .filter((l) => l.standing === 'established')
    .toSorted((a, b) => (lineKey(a) < lineKey(b) ? -1 : 1));
}

describe('an attacker who can only claim', () => {
  test('never changes one line that better evidence established, at any moment', () => {
    fc.assert(
      fc.property(attackedHistory, (acts) => {
        const attacked = play(acts);
        const alone = play(acts, ['honest']);
        for (const [i, state] of attacked.states.entries())
          expect(established(state)).toEqual(established(alone.states[i]));
      }),
      { numRuns },
    );
  });

  test('is seen by nobody who asks for proven consent: it grants, refuses and withdraws beside it', () => {
    const phone = uuid(1);
    const typed = {
      by: 'attacker',
      kind: 'public_answer',
      phone,
      email: null,
      version: 'b'.repeat(64),
    } as const;
    const acts: Act[] = [
      {
        by: 'honest',
        kind: 'invited_answer',
        phone,
        email: null,
        ticked: ['order'],
        version: 'a'.repeat(64),
        deliveredBy: 'whatsapp',
      },
      { ...typed, ticked: ['order', 'photos', 'advertising'] },
      { by: 'attacker', kind: 'withdraw', receipt: 0, scope: 'all' },
      { ...typed, ticked: [] },
    ];
    const { states } = play(acts);
    const at = (purpose: string, standing: 'established' | 'claimed') =>
      states.at(-1)?.get(lineKey({ identifier: phone, purpose, channel: 'whatsapp', standing }));
    expect(at('order', 'established')).toMatchObject({
      choice: 'granted',
      evidence: 'number_delivery',
      version: 'a'.repeat(64),
      seq: 0,
    });
    expect(at('photos', 'established')).toMatchObject({ choice: 'refused', seq: 0 });
    expect(at('order', 'claimed')).toMatchObject({ choice: 'refused', seq: 3 });
  });
});

/** What holds at a place, found backwards: the last event that speaks of it. */
function lastWord(
  events: readonly ConsentEvent[],
  place: { identifier: string; purpose: string; channel: string; standing: string },
): string | null {
  for (const event of events.toReversed()) {
    if (event.kind === 'answered') {
      for (const d of event.body.decisions) if (d.covers.some((c) => isPlace(c, place))) return d.choice;
    }
    if (event.kind === 'withdrawn' && event.body.targets.some((t) => isPlace(t, place))) return 'withdrawn';
  }
  const asked = events.some(
    (e) => e.kind === 'requested' && e.body.items.some((i) => i.covers.some((c) => isSpot(c, place))),
  );
  return asked && place.standing === 'established' ? 'requested' : null;
}

type Spot = { identifier: string; purpose: string; channel: string };
const isSpot = (a: Spot, b: Spot) =>
  a.identifier === b.identifier && a.purpose === b.purpose && a.channel === b.channel;
const isPlace = (c: Spot & { evidence: string }, place: Spot & { standing: string }) =>
  isSpot(c, place) && (c.evidence === 'claimed' ? 'claimed' : 'established') === place.standing;

describe('the state', () => {
  test('is at every place what the last event about it said', () => {
    fc.assert(
      fc.property(attackedHistory, (acts) => {
        const { events, states } = play(acts);
        for (const identifier of identifiers) {
          for (const item of items) {
            for (const channel of item.channels) {
              for (const standing of ['established', 'claimed'] as const) {
                const place = { identifier, purpose: item.purpose, channel, standing };
                expect(states.at(-1)?.get(lineKey(place))?.choice ?? null).toBe(lastWord(events, place));
              }
            }
          }
        }
      }),
      { numRuns: cases({ short: 400, long: 50_000 }) },
    );
  });

  test('is the same each time its events are folded, also after a way through JSON', () => {
    fc.assert(
      fc.property(attackedHistory, (acts) => {
        const { events, states } = play(acts);
        expect(foldEvents(events)).toEqual(states.at(-1));
        const stored = events.map((e) => ConsentEvent.parse(JSON.parse(JSON.stringify(e))));
        expect(foldEvents(stored)).toEqual(states.at(-1));
      }),
      { numRuns },
    );
  });

  test('does not change under the hands of whoever keeps it', () => {
    fc.assert(
      fc.property(anyHistory, (acts) => {
        const { events, states } = play(acts);
        const before = structuredClone(states);
        foldEvents([...events, ...events]);
        expect(states).toEqual(before);
      }),
      { numRuns: 200 },
    );
  });

  test('a line never vanishes, and a mere request never touches one that is there', () => {
    fc.assert(
      fc.property(anyHistory, (acts) => {
        const { states } = play(acts);
        for (const [i, act] of acts.entries()) {
          const before = states[i - 1] ?? new Map<string, ConsentLine>();
          for (const [key, line] of before) {
            expect(states[i]?.has(key)).toBe(true);
            if (act.kind === 'invite') expect(states[i]?.get(key)).toBe(line);
          }
        }
      }),
      { numRuns },
    );
  });
});

describe('withdrawing', () => {
  test('only takes away: no line becomes a yes, and what it ends it ends', () => {
    fc.assert(
      fc.property(attackedHistory, (acts) => {
        const { states, events } = play(acts);
        for (const event of events) {
          if (event.kind !== 'withdrawn') continue;
          const [before, after] = [states[event.seq - 1], states[event.seq]];
          const ended = new Set(
            event.body.targets.map((t) => lineKey({ ...t, standing: standingOf(t.evidence) })),
          );
          for (const [key, line] of after ?? []) {
            if (ended.has(key))
              expect(line).toMatchObject({ choice: 'withdrawn', decidedAt: event.at, seq: event.seq });
            else expect(line).toBe(before?.get(key));
          }
          expect(ended.size).toBeGreaterThan(0);
        }
      }),
      { numRuns },
    );
  });
});

describe('evidence of a repeated yes', () => {
  const phone = uuid(1);
  const proven: Act = {
    by: 'honest',
    kind: 'invited_answer',
    phone,
    email: null,
    ticked: ['order'],
    version: 'a'.repeat(64),
    deliveredBy: 'whatsapp',
  };
  const line = (acts: Act[]) =>
    play(acts)
      .states.at(-1)
      ?.get(lineKey({ identifier: phone, purpose: 'order', channel: 'whatsapp', standing: 'established' }));

  test('a new yes after a no starts with its own evidence, recipients and end', () => {
    expect(line([proven, { ...proven, ticked: [] }])).toMatchObject({
      choice: 'refused',
      grantedAt: null,
      expiresAt: null,
    });
    expect(line([proven, { ...proven, ticked: [] }, { ...proven, version: 'b'.repeat(64) }])).toMatchObject({
      choice: 'granted',
      version: 'b'.repeat(64),
      seq: 2,
      evidence: 'number_delivery',
    });
  });

  test('withdrawing keeps on record what had been granted and when', () => {
    const acts: Act[] = [proven, { by: 'honest', kind: 'withdraw', receipt: 0, scope: { item: 'order' } }];
    expect(line(acts)).toMatchObject({
      choice: 'withdrawn',
      grantedAt: line([proven])?.grantedAt,
      version: 'a'.repeat(64),
      seq: 1,
    });
  });
});
