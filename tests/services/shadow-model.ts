import type { Reason } from '#lib/domain/check/decide.ts';

/*
 * What a bystander with a notebook would say each check must answer: per person and item, what was said with proof and
 * what was merely claimed. It knows the demo firm's page and nothing of events, lines or covers.
 */

type Word = 'granted' | 'refused' | 'withdrawn';
interface Note {
  proven: Word | null;
  claimed: Word | null;
  /** Which answer claimed it last: the list of people it was told with. */
  claimedIn: readonly Told[] | null;
  asked: boolean;
}

export interface Told {
  person: string;
  proven: boolean;
}

const overPhone = ['order', 'photos', 'photos_to_partners', 'advertising'];
const overEmail = ['advertising_email'];
export const itemKeys = [...overPhone, ...overEmail];

export class Notebook {
  suspended = false;
  readonly #notes = new Map<string, Note>();

  answered(told: readonly Told[], ticked: readonly string[]): void {
    for (const { person, proven } of told) {
      for (const item of itemsOf(person)) {
        const note = this.#note(person, item);
        note[proven ? 'proven' : 'claimed'] = ticked.includes(item) ? 'granted' : 'refused';
        if (!proven) note.claimedIn = told;
      }
    }
  }

  invited(person: string): void {
    for (const item of itemsOf(person)) this.#note(person, item).asked = true;
  }

  /** A copy ends what it may speak for: a claim only its own claims, which nobody has overwritten. */
  withdrawn(told: readonly Told[], scope: 'all' | { item: string }): void {
    for (const { person, proven } of told) {
      for (const item of itemsOf(person).filter((i) => scope === 'all' || scope.item === i)) {
        const note = this.#note(person, item);
        if (note.claimed === 'granted' && note.claimedIn === told) note.claimed = 'withdrawn';
        if (proven && note.proven === 'granted') note.proven = 'withdrawn';
      }
    }
  }

  /** Left alone for a while: said no to everything, with proof. */
  restsNow(person: string): boolean {
    const words = itemsOf(person).map((item) => this.#note(person, item).proven);
    return !words.includes('granted') && words.some((w) => w !== null);
  }

  expects(person: string, item: string): Reason {
    if (this.suspended) return 'business_suspended';
    const { proven, claimed, asked } = this.#note(person, item);
    // What the demo's links prove is enough for service and for e-mail, not for advertising to a number.
    if (proven === 'granted') return item === 'advertising' ? 'evidence_too_low' : 'granted';
    if (proven !== null) return proven;
    if (claimed === 'granted') return 'pending_confirmation';
    if (claimed !== null) return claimed;
    if (itemsOf(person).some((other) => this.#note(person, other).proven === 'granted'))
      return 'purpose_not_covered';
    return asked ? 'requested' : 'never_asked';
  }

  #note(person: string, item: string): Note {
    const key = `${person} ${item}`;
    const note = this.#notes.get(key) ?? { proven: null, claimed: null, claimedIn: null, asked: false };
    this.#notes.set(key, note);
    return note;
  }
}

export function itemsOf(person: string): string[] {
  return person.includes('@') ? overEmail : overPhone;
}
