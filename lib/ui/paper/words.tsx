import { Fragment } from 'react';
import { firstLocale } from '#lib/i18n/locale.ts';

// A phone number, and „E-Mail“ with what hangs on it: neither may break at the end of a line.
const unbreakable = /(\+?\d[\d ]{6,}\d|[Ee]-[Mm]ails?(?:-\p{L}+)?)/u;

/** Running text as it was written, with its unbreakable words kept whole and its untranslated passages marked. */
export function Words({
  text,
  untranslated = [],
}: {
  text: string;
  untranslated?: readonly string[] | undefined;
}) {
  return passages(text, untranslated).map(({ part, foreign }, index) =>
    foreign ? (
      <span lang={firstLocale} key={index}>
        <Whole text={part} />
      </span>
    ) : (
      <Whole text={part} key={index} />
    ),
  );
}

/** Whether a text holds a passage that exists in the firm's first language only. */
export function hasUntranslated(text: string, untranslated: readonly string[] | undefined): boolean {
  return passages(text, untranslated ?? []).some(({ foreign }) => foreign);
}

function Whole({ text }: { text: string }) {
  return text.split(unbreakable).map((part, index) =>
    index % 2 === 1 ? (
      <span className="whole-word" key={index}>
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}

function passages(text: string, untranslated: readonly string[]): { part: string; foreign: boolean }[] {
  if (untranslated.length === 0) return [{ part: text, foreign: false }];
  // The longest first, so that a passage inside another does not cut it; only where no letter goes on.
  const known = untranslated
    .toSorted((a, b) => b.length - a.length)
    .map((passage) => passage.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`));
  return text
    .split(new RegExp(`(?<!\\p{L})(${known.join('|')})(?!\\p{L})`, 'u'))
    .map((part, index) => ({ part, foreign: index % 2 === 1 }))
    .filter(({ part }) => part !== '');
}
