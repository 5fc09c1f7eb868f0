import type { ReactNode } from 'react';

/** One part of a page that is read from top to bottom: a heading and what belongs under it. */
export function Layer({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="layer">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
