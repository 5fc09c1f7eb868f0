import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHANNELS } from '#lib/domain/catalogue/channels.ts';
import { PURPOSE_KINDS } from '#lib/domain/catalogue/purposes.ts';
import { decide, type CheckFacts, type FactLine, type Question } from '#lib/domain/check/decide.ts';
import { EVIDENCE } from '#lib/domain/consent/evidence.ts';
import { cases } from '#tests/support/dose.ts';
import { aboutOrders, active, aLine, anyCase, anyLines, anyQuestion } from './facts.ts';
import { referenceAnswer } from './reference-model.ts';

const numRuns = cases({ short: 2_000, long: 100_000 });

/** The answer without the line, whose identity two runs of a law need not share. */
function answer(facts: CheckFacts, question: Question) {
  const { allowed, reason, notCovered, next } = decide(facts, question);
  return { allowed, reason, notCovered, next };
}

const isHere = (line: FactLine, q: Question) => line.purpose === q.purpose && line.channel === q.channel;
const yesFacts = (facts: CheckFacts, q: Question) => decide(facts, q).allowed;

describe('laws of the decision', () => {
  test('it says what a second model says, written from the description alone', () => {
    fc.assert(
      fc.property(anyCase, ({ facts, question }) => {
        const { allowed, reason, notCovered } = decide(facts, question);
        const { lines, businessState, stops } = facts;
        expect({ allowed, reason, notCovered }).toEqual(
          referenceAnswer({ suspended: businessState === 'suspended', lines, stops, ...question }),
        );
      }),
      { numRuns },
    );
  });

  test('a yes rests on one line that names purpose, channel and every recipient', () => {
    fc.assert(
      fc.property(anyCase, ({ facts, question }) => {
        const { allowed, line } = decide(facts, question);
        if (!allowed) return;
        expect(line).toMatchObject({
          purpose: question.purpose,
          channel: question.channel,
          standing: 'established',
          choice: 'granted',
          expired: false,
        });
        expect(question.recipients.filter((r) => line?.recipients.includes(r) !== true)).toEqual([]);
      }),
      { numRuns },
    );
  });

  test('no purpose, channel or recipient implies another: lines about other things never make a yes', () => {
    fc.assert(
      fc.property(anyCase, ({ facts, question }) => {
        const others = facts.lines.filter((l) => !isHere(l, question));
        expect(decide({ businessState: 'active', lines: others, stops: [] }, question).allowed).toBe(false);
        // And they never take one away: the answer about this is a matter of this.
        const here = facts.lines.filter((l) => isHere(l, question));
        expect(yesFacts({ ...facts, lines: here }, question)).toBe(yesFacts(facts, question));
      }),
      { numRuns },
    );
  });

  test('asking about one recipient more never turns a no into a yes', () => {
    fc.assert(
      fc.property(
        anyCase,
        fc.constantFrom('partner:geruestbau-lang', 'partner:niemand'),
        ({ facts, question }, more) => {
          const wider = { ...question, recipients: [...question.recipients, more] };
          if (decide(facts, wider).allowed) expect(decide(facts, question).allowed).toBe(true);
          expect(
            decide(facts, { ...question, recipients: [...question.recipients, 'partner:niemand'] }).allowed,
          ).toBe(false);
        },
      ),
      { numRuns },
    );
  });

  test('a claimed line never turns a no into a yes, and no yes into anything else', () => {
    fc.assert(
      fc.property(anyCase, anyLines, ({ facts, question }, more) => {
        const without = { ...facts, lines: facts.lines.filter((l) => l.standing === 'established') };
        const claims = more.filter((l) => l.standing === 'claimed');
        const withClaims = { ...without, lines: [...claims, ...without.lines] };
        expect(yesFacts(withClaims, question)).toBe(yesFacts(without, question));
        if (yesFacts(without, question))
          expect(decide(withClaims, question)).toEqual(decide(without, question));
      }),
      { numRuns },
    );
  });

  test('where the person answered with proof, a claim changes nothing at all', () => {
    fc.assert(
      fc.property(anyCase, anyLines, ({ facts, question }, more) => {
        const proven = facts.lines.filter((l) => l.standing === 'established');
        if (!proven.some((l) => isHere(l, question) && l.choice !== 'requested')) return;
        const claims = more.filter((l) => l.standing === 'claimed');
        expect(decide({ ...facts, lines: [...claims, ...proven] }, question)).toEqual(
          decide({ ...facts, lines: proven }, question),
        );
      }),
      { numRuns },
    );
  });

  test('a proven refusal or withdrawal of this is never a yes, whatever else stands there', () => {
    fc.assert(
      fc.property(anyCase, fc.constantFrom('refused', 'withdrawn'), ({ facts, question }, choice) => {
        const rest = facts.lines.filter((l) => !(isHere(l, question) && l.standing === 'established'));
        const no = aLine({
          purpose: question.purpose,
          channel: question.channel,
          evidence: 'qualified',
          choice,
        });
        for (const lines of [
          [no, ...rest],
          [...rest, no],
        ]) {
          expect(decide({ businessState: 'active', lines, stops: [] }, question)).toMatchObject({
            allowed: false,
            reason: choice,
          });
        }
      }),
      { numRuns },
    );
  });

  test('what has expired is no yes, and letting time pass only takes away', () => {
    fc.assert(
      fc.property(anyCase, ({ facts, question }) => {
        const later = { ...facts, lines: facts.lines.map((l) => ({ ...l, expired: true })) };
        expect(decide(later, question).allowed).toBe(false);
      }),
      { numRuns },
    );
  });

  test('a stopped firm hears no, whatever is on file', () => {
    fc.assert(
      fc.property(anyLines, anyQuestion, (lines, question) => {
        expect(answer({ businessState: 'suspended', lines, stops: [] }, question)).toEqual({
          allowed: false,
          reason: 'business_suspended',
          notCovered: [],
          next: 'human_review',
        });
      }),
      { numRuns },
    );
  });

  test('the order of the lines is no fact', () => {
    fc.assert(
      fc.property(anyCase, ({ facts, question }) => {
        const reversed = { ...facts, lines: facts.lines.toReversed() };
        expect(answer(reversed, question)).toEqual(answer(facts, question));
      }),
      { numRuns },
    );
  });

  test('every evidence on every channel for every kind proves what the table of evidence says, and no more', () => {
    for (const evidence of EVIDENCE) {
      for (const channel of CHANNELS) {
        for (const kind of PURPOSE_KINDS) {
          const lines = [aLine({ evidence, channel, kind })];
          const question: Question = { purpose: 'order', kind, channel, recipients: [] };
          const expected = referenceAnswer({ suspended: false, lines, stops: [], ...question }).reason;
          expect(decide(active(...lines), question).reason, `${evidence} on ${channel} for ${kind}`).toBe(
            expected,
          );
        }
      }
    }
  });

  test('a state word nobody knows is never a yes', () => {
    const strange = aLine({ choice: JSON.parse('"maybe"') });
    expect(decide(active(strange), aboutOrders).allowed).toBe(false);
  });
});
