import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { peerOf } from '#app/_doors/peer.ts';
import { openMailbox } from '#lib/services/mail/mailbox.ts';
import { Mailbox } from '#lib/ui/console/mailbox.tsx';

export const metadata: Metadata = { title: 'Postfach' };

/**
 * `/console/mailbox`: the mails of a server that has no key to send them. For whoever sits at this machine, signed in or
 * not, because the way in lies here; for everybody else there is nothing at this address.
 */
export default async function MailboxPage() {
  if (!peerOf(await headers()).isThisMachine) notFound();
  const mails = await openMailbox();
  if (mails === null) notFound();
  return <Mailbox mails={mails} />;
}
