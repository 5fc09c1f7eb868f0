import fc from 'fast-check';
import type { ConsentEvent } from '#lib/domain/consent/event.ts';
import { coversOf, decisionsOf, type AnswerSubject } from '#lib/domain/consent/decisions.ts';
import { evidenceOfInvitation } from '#lib/domain/consent/invitation-evidence.ts';
import { applyEvent, type ConsentState } from '#lib/domain/consent/state.ts';
import { withdrawalTargets } from '#lib/domain/consent/withdrawal.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';

/*
 * Random histories of one firm without a database: acts as people do them, and the events that come of them. An act
 * keeps its number whoever else acts, so the same history with and without a stranger can be laid side by side.
 */

export const { items } = rooferDraft;
const itemKeys = items.map((i) => i.key);
const versions = ['a'.repeat(64), 'b'.repeat(64)] as const;
const phones = [uuid(1), uuid(2)] as const;
const emails = [uuid(3), uuid(4)] as const;
export const identifiers = [...phones, ...emails];

export type Act =
  | {
      by: Actor;
      kind: 'public_answer';
      phone: string | null;
      email: string | null;
      ticked: string[];
      version: string;
    }
  | { by: Actor; kind: 'invite'; phone: string; version: string; deliveredBy: 'whatsapp' | 'sms' | 'print' }
  | {
      by: Actor;
      kind: 'invited_answer';
      phone: string;
      email: string | null;
      ticked: string[];
      version: string;
      deliveredBy: 'whatsapp' | 'print';
    }
  | { by: Actor; kind: 'withdraw'; receipt: number; scope: 'all' | { item: string } };
type Actor = 'honest' | 'attacker';

export interface Played {
  events: ConsentEvent[];
  /** After each act. */
  states: ConsentState[];
  receipts: { by: Actor; subjects: AnswerSubject[] }[];
}

/** Does what the services do, in memory: an answer leaves a receipt, a withdrawal ends what its receipt may end. */
export function play(acts: readonly Act[], who: readonly Actor[] = ['honest', 'attacker']): Played {
  let state: ConsentState = new Map();
  const played: Played = { events: [], states: [], receipts: [] };
  for (const [seq, act] of acts.entries()) {
    const event = who.includes(act.by) ? eventOf(act, seq, state, played) : null;
    if (event) {
      played.events.push(event);
      state = applyEvent(state, event);
    }
    played.states.push(state);
  }
  return played;
}

function eventOf(act: Act, seq: number, state: ConsentState, played: Played): ConsentEvent | null {
  const base = { seq, id: uuid(1_000 + seq), at: instant(seq) };
  switch (act.kind) {
    case 'public_answer':
      return answer(base, act, [phoneOf(act.phone, 'claimed'), emailOf(act.email)].flat(), played);
    case 'invited_answer':
      return answer(
        base,
        act,
        [phoneOf(act.phone, evidenceOfInvitation(act.deliveredBy, 'phone')), emailOf(act.email)].flat(),
        played,
      );
    case 'invite': {
      const subject = {
        kind: 'phone' as const,
        identifier: act.phone,
        evidence: evidenceOfInvitation(act.deliveredBy, 'phone'),
      };
      const shown = items.map((i) => ({
        item: i.key,
        kind: i.kind,
        covers: coversOf(i, [subject]),
        recipients: i.recipients,
      }));
      return {
        ...base,
        kind: 'requested',
        body: {
          invitation: base.id,
          page: uuid(9),
          version: act.version,
          delivered_by: act.deliveredBy,
          attested_by: 'key:1',
          items: shown,
        },
      };
    }
    case 'withdraw': {
      // A receipt belongs to whoever got it: the stranger holds his own only.
      const own = played.receipts.filter((r) => r.by === act.by);
      const receipt = own[act.receipt % Math.max(1, own.length)];
      const targets = receipt ? withdrawalTargets(state.values(), receipt.subjects, act.scope) : [];
      if (targets.length === 0) return null;
      return {
        ...base,
        kind: 'withdrawn',
        body: {
          how: 'receipt',
          receipt: uuid(8),
          scope: act.scope === 'all' ? 'all' : act.scope.item,
          targets,
          stops: [],
        },
      };
    }
  }
}

function answer(
  base: { seq: number; id: string; at: string },
  act: { by: Actor; kind: string; ticked: string[]; version: string },
  subjects: AnswerSubject[],
  played: Played,
): ConsentEvent | null {
  if (subjects.length === 0) return null;
  played.receipts.push({ by: act.by, subjects });
  return {
    ...base,
    kind: 'answered',
    body: {
      method: act.kind === 'public_answer' ? 'public_page' : 'invitation',
      page: uuid(9),
      version: act.version,
      locale: 'de',
      notice_hash: 'f'.repeat(64),
      shown_at: base.at,
      button: 'Angekreuztes erlauben',
      invitation: act.kind === 'public_answer' ? null : base.id,
      receipt: uuid(8),
      decisions: decisionsOf(items, act.ticked, subjects, base.at),
    },
  };
}

function phoneOf(identifier: string | null, evidence: AnswerSubject['evidence']): AnswerSubject[] {
  return identifier === null ? [] : [{ kind: 'phone', identifier, evidence }];
}

function emailOf(identifier: string | null): AnswerSubject[] {
  return identifier === null ? [] : [{ kind: 'email', identifier, evidence: 'claimed' }];
}

const ticked = fc.uniqueArray(fc.constantFrom(...itemKeys));
const version = fc.constantFrom(...versions);
const maybeEmail = fc.option(fc.constantFrom(...emails));
const scope = fc.oneof(
  fc.constant('all' as const),
  fc.constantFrom(...itemKeys).map((item) => ({ item })),
);

function publicAnswer(by: Actor): fc.Arbitrary<Act> {
  const phone = fc.option(fc.constantFrom(...phones), { freq: 8 });
  return fc.record({
    by: fc.constant(by),
    kind: fc.constant('public_answer'),
    phone,
    email: maybeEmail,
    ticked,
    version,
  });
}

function withdrawal(by: Actor): fc.Arbitrary<Act> {
  return fc.record({
    by: fc.constant(by),
    kind: fc.constant('withdraw'),
    receipt: fc.nat({ max: 9 }),
    scope,
  });
}

const honest = fc.constant('honest' as const);
const honestAct: fc.Arbitrary<Act> = fc.oneof(
  publicAnswer('honest'),
  fc.record({
    by: honest,
    kind: fc.constant('invite'),
    phone: fc.constantFrom(...phones),
    version,
    deliveredBy: fc.constantFrom('whatsapp', 'sms', 'print'),
  }),
  fc.record({
    by: honest,
    kind: fc.constant('invited_answer'),
    phone: fc.constantFrom(...phones),
    email: maybeEmail,
    ticked,
    version,
    deliveredBy: fc.constantFrom('whatsapp', 'whatsapp', 'print'),
  }),
  withdrawal('honest'),
);
/** All that somebody can do who holds no link: type other people's numbers, and use the receipts he gets for it. */
const attackerAct: fc.Arbitrary<Act> = fc.oneof(publicAnswer('attacker'), withdrawal('attacker'));

export const anyHistory: fc.Arbitrary<Act[]> = fc.array(honestAct, { minLength: 1, maxLength: 14 });
export const attackedHistory: fc.Arbitrary<Act[]> = fc.array(fc.oneof(honestAct, attackerAct), {
  minLength: 2,
  maxLength: 18,
});

export function uuid(n: number): string {
  return `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

function instant(seq: number): string {
  return `2027-03-01T08:00:00.${String(seq).padStart(6, '0')}Z`;
}
