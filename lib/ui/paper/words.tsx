import { Fragment } from 'react';

// A phone number, and „E-Mail“ with what hangs on it: neither may break at the end of a line.
const unbreakable = /(\+?\d[\d ]{6,}\d|E-Mails?(?:-\p{L}+)?)/u;

/** Running text as it was written, with its unbreakable words kept whole. */
export function Words({ text }: { text: string }) {
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
