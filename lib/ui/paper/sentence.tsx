import { Fragment, type ReactNode } from 'react';

/**
 * A translated sentence with something other than text in one place: `text` holds `slot` there. Word order
 * belongs to the translator, so sentences are never put together from pieces.
 */
export function Sentence({ text, slot, children }: { text: string; slot: string; children: ReactNode }) {
  const [before = '', ...after] = text.split(slot);
  return (
    <>
      {before}
      {after.map((part, index) => (
        <Fragment key={index}>
          {children}
          {part}
        </Fragment>
      ))}
    </>
  );
}
