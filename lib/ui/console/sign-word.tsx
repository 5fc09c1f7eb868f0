import type { Sign } from './words.ts';

/** A state's sign with its word: never one without the other. */
export function SignWord({ sign, word }: { sign: Sign; word: string }) {
  return <span className={`sign ${sign}`}>{word}</span>;
}
