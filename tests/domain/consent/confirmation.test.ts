import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { confirmationOf } from '#lib/domain/consent/confirmation.ts';
import type { ConsentLine } from '#lib/domain/consent/state.ts';
import { saidAt } from '#lib/domain/consent/said-at.ts';
import { everyGrantUntil } from '#lib/domain/consent/withdrawal.ts';
import { Invalid } from '#lib/domain/errors.ts';
import { cases } from '#tests/support/dose.ts';
import { uuid } from './history.ts';

const phone = uuid(1);
const line = (more: Partial<ConsentLine>): ConsentLine => ({
  identifier: phone,
  purpose: 'order',
  channel: 'whatsapp',
  standing: 'claimed',
  choice: 'granted',
  kind: 'service',
  item: 'order',
  version: 'a'.repeat(64),
  evidence: 'claimed',
  recipients: [],
  seq: 7,
  eventId: uuid(70),
  decidedAt: '2026-11-24T10:00:00.000000Z',
  grantedAt: '2026-11-24T10:00:00.000000Z',
  confirmedAt: null,
  expiresAt: null,
  ...more,
});
const answer = { identifier: phone, seq: 7, channel: 'whatsapp' } as const;
const stop = (kind: 'withdrawn_all' | 'objected', seq: number) => ({
  identifier: phone,
  kind,
  seq,
  eventId: uuid(90),
  at: '2026-11-24T09:00:00.000000Z',
  liftedSeq: null,
});

describe('the right code', () => {
  test('proves what its own answer said, yes and no, on its channel and for calls', () => {
    const lines = [
      line({}),
      line({ purpose: 'photos', choice: 'refused' }),
      line({ purpose: 'appointment', channel: 'phone' }),
      line({ purpose: 'documents', channel: 'sms' }),
    ];
    expect(confirmationOf(lines, [], answer).covers.map((c) => [c.purpose, c.evidence])).toEqual([
      ['order', 'channel_message'],
      ['photos', 'channel_message'],
      ['appointment', 'channel_message'],
    ]);
  });

  test('proves nothing that a later answer on the same number said: a stranger may have typed it', () => {
    const lines = [line({ seq: 9 }), line({ purpose: 'advertising', kind: 'advertising', seq: 9 })];
    expect(confirmationOf(lines, [], answer)).toEqual({ covers: [], lifts: [], madeAt: null });
  });

  test('ends a stop from before the answer and none from after it; an objection only with a yes to advertising', () => {
    const before = [stop('withdrawn_all', 5), stop('objected', 6)];
    const advertising = line({ purpose: 'advertising', kind: 'advertising' });
    expect(confirmationOf([line({})], before, answer).lifts.map((l) => l.kind)).toEqual(['withdrawn_all']);
    expect(confirmationOf([advertising], before, answer).lifts.map((l) => l.kind)).toEqual([
      'withdrawn_all',
      'objected',
    ]);
    expect(
      confirmationOf([line({}), advertising], [stop('withdrawn_all', 8), stop('objected', 8)], answer).lifts,
    ).toEqual([]);
  });

  test('never proves a line that is not a claim of that answer, whatever the lines are', () => {
    const anyLine = fc
      .record({
        purpose: fc.constantFrom('order', 'photos', 'advertising'),
        channel: fc.constantFrom('whatsapp', 'sms', 'phone', 'email'),
        standing: fc.constantFrom('claimed', 'established'),
        choice: fc.constantFrom('granted', 'refused', 'withdrawn', 'requested'),
        seq: fc.integer({ min: 5, max: 9 }),
        identifier: fc.constantFrom(phone, uuid(2)),
      } as const)
      .map((l) => line(l as Partial<ConsentLine>));
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 8 }), (lines) => {
        for (const cover of confirmationOf(lines, [], answer).covers) {
          const source = lines.find(
            (l) =>
              l.purpose === cover.purpose &&
              l.channel === cover.channel &&
              l.identifier === phone &&
              l.standing === 'claimed' &&
              l.seq === 7 &&
              l.choice !== 'withdrawn' &&
              l.choice !== 'requested',
          );
          expect(source).toBeDefined();
        }
      }),
      { numRuns: cases({ short: 1_000, long: 100_000 }) },
    );
  });
});

test('a withdrawal ends every grant made until then, proven or not, and nothing that came later', () => {
  const lines = [
    line({}),
    line({ standing: 'established', evidence: 'number_delivery' }),
    line({ purpose: 'photos', decidedAt: '2026-11-24T12:00:00.000000Z' }),
    line({ purpose: 'documents', choice: 'refused' }),
  ];
  const until = '2026-11-24T11:00:00.000000Z';
  expect(everyGrantUntil(lines, until).map((c) => [c.purpose, c.evidence])).toEqual([
    ['order', 'claimed'],
    ['order', 'number_delivery'],
  ]);
  expect(everyGrantUntil(lines, until, { purpose: 'photos' })).toEqual([]);
});

describe('an instant that a caller states', () => {
  const now = '2026-11-24T13:00:00.000000Z';
  test('is read with its offset, and a little ahead counts as now', () => {
    expect(saidAt('2026-11-24T13:30:00+01:00', now, 'made_at')).toBe('2026-11-24T12:30:00.000Z');
    expect(saidAt('2026-11-24T13:04:59Z', now, 'made_at')).toBe('2026-11-24T13:00:00.000Z');
  });
  test('more than five minutes ahead is refused', () => {
    expect(() => saidAt('2026-11-24T13:05:01Z', now, 'made_at')).toThrow(Invalid);
    expect(() => saidAt('no instant', now, 'made_at')).toThrow(Invalid);
  });
});
