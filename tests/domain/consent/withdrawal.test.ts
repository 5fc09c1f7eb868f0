import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EVIDENCE } from '#lib/domain/consent/evidence.ts';
import { standingOf } from '#lib/domain/consent/state.ts';
import { withdrawalTargets } from '#lib/domain/consent/withdrawal.ts';
import { cases } from '#tests/support/dose.ts';
import { attackedHistory, identifiers, items, play } from './history.ts';

const numRuns = cases({ short: 1_000, long: 50_000 });
const anySubjects = fc.uniqueArray(
  fc.record({
    identifier: fc.constantFrom(...identifiers),
    evidence: fc.constantFrom('claimed', ...EVIDENCE),
  }),
  { selector: (s) => s.identifier, minLength: 1 },
);
const anyLines = attackedHistory.map((acts) => [...(play(acts).states.at(-1)?.values() ?? [])]);
const anyScope = fc.oneof(
  fc.constant('all' as const),
  fc.constantFrom(...items.map((i) => i.key)).map((item) => ({ item })),
);

const lineOf = (t: {
  identifier: string;
  purpose: string;
  channel: string;
  evidence: (typeof EVIDENCE)[number];
}) => `${t.identifier} ${t.purpose} ${t.channel} ${standingOf(t.evidence)}`;

describe('what a withdrawal through a receipt ends', () => {
  test('an unproven receipt never reaches a line that better evidence established', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, anyScope, (lines, subjects, scope) => {
        const unproven = subjects.map((s) => ({ ...s, evidence: 'claimed' as const }));
        expect(
          withdrawalTargets(lines, unproven, scope).filter((t) => standingOf(t.evidence) === 'established'),
        ).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('nobody reaches the lines of an identifier that is not on the receipt', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, anyScope, (lines, subjects, scope) => {
        const own = new Set(subjects.map((s) => s.identifier));
        expect(withdrawalTargets(lines, subjects, scope).filter((t) => !own.has(t.identifier))).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('„all“ through a proven receipt leaves no yes of its identifiers, proven or claimed', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, (lines, subjects) => {
        const ended = new Set(withdrawalTargets(lines, subjects, 'all').map(lineOf));
        const proven = new Set(subjects.filter((s) => s.evidence !== 'claimed').map((s) => s.identifier));
        const left = lines.filter((l) => l.choice === 'granted' && proven.has(l.identifier));
        expect(
          left
            .map((l) => `${l.identifier} ${l.purpose} ${l.channel} ${l.standing}`)
            .filter((k) => !ended.has(k)),
        ).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('an item ends that item and nothing else; all items one by one end what „all“ ends', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, (lines, subjects) => {
        const single = items.flatMap((i) => withdrawalTargets(lines, subjects, { item: i.key }).map(lineOf));
        expect(new Set(single)).toEqual(new Set(withdrawalTargets(lines, subjects, 'all').map(lineOf)));
        expect(single.length).toBe(new Set(single).size);
        for (const item of items) {
          const purposes = withdrawalTargets(lines, subjects, { item: item.key }).map(
            (t) => `${t.purpose} ${t.channel}`,
          );
          expect(new Set(purposes).size).toBeLessThanOrEqual(item.channels.length);
        }
      }),
      { numRuns },
    );
  });

  test('only a yes is ended: no, withdrawn and requested stay as they were', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, anyScope, (lines, subjects, scope) => {
        const noes = lines.filter((l) => l.choice !== 'granted');
        expect(withdrawalTargets(noes, subjects, scope)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('an item that does not exist ends nothing', () => {
    fc.assert(
      fc.property(anyLines, anySubjects, (lines, subjects) => {
        expect(withdrawalTargets(lines, subjects, { item: 'nothing_of_ours' })).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
