import type { ReactNode } from 'react';

/** One message instead of a page: what happened, and the way on. */
export function Notice({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="notice">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
