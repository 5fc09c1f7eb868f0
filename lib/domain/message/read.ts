import { codesIn } from './code.ts';
import { plainPhrases, plainWords } from './plain-words.ts';
import { NEGATIONS, NO_ADVERTISING, OPENERS, STOP_WORDS, UNCLEAR_PHRASES } from './words.ts';

/**
 * What a message means for consent. `plain` may hold codes (`codeKey` spelling); `negated`: words stand beside them that
 * a person would not put beside a yes; `affirms`: it begins like the message we prepared.
 */
export type ReadMessage =
  | { kind: 'stop' }
  | { kind: 'no_advertising' }
  | { kind: 'unclear' }
  | { kind: 'plain'; codes: string[]; negated: boolean; affirms: boolean };

/** As much as a chat takes in one message. Longer texts are refused at the door. */
export const messageLengthMax = 4_096;

const openers = plainPhrases(OPENERS);
const stopWords = plainPhrases(STOP_WORDS);
const noAdvertising = [...plainPhrases(NO_ADVERTISING)];
const unclear = [...plainPhrases([...STOP_WORDS, ...NO_ADVERTISING, ...UNCLEAR_PHRASES])];
const negations = plainPhrases(NEGATIONS);

/**
 * Reads a message, pure. Every no is looked for before any yes: a text that holds both is a no (R49). What stands here
 * can only end or hold up consent; a yes comes of the right code from the right sender alone, and that is decided
 * elsewhere.
 */
export function readMessage(text: string): ReadMessage {
  const words = plainWords(text);
  const from = words.findIndex((word) => !openers.has(word));
  const start = from === -1 ? [] : words.slice(from);
  const [first] = start;
  if (first !== undefined && stopWords.has(first)) return { kind: 'stop' };
  if (noAdvertising.some((phrase) => `${start.join(' ')} `.startsWith(`${phrase} `)))
    return { kind: 'no_advertising' };
  const whole = ` ${words.join(' ')} `;
  if (unclear.some((phrase) => whole.includes(` ${phrase} `))) return { kind: 'unclear' };
  return {
    kind: 'plain',
    codes: codesIn(text),
    negated: words.some((word) => negations.has(word)),
    affirms: first === 'ja' || first === 'yes',
  };
}
