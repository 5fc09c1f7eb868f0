import { notFound } from 'next/navigation';

/** Addresses the console does not have (yet): its own not-found page, under its own policy. */
export default function Nowhere() {
  notFound();
}
