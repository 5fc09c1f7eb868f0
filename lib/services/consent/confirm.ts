import type { Channel } from '#lib/domain/catalogue/channels.ts';
import { confirmationOf } from '#lib/domain/consent/confirmation.ts';
import type { ContactId } from '#lib/domain/ids.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { codeIndex } from '#lib/services/receipt/code.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { findConfirmations, markConfirmationUsed } from '#db/queries/confirmation.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import type { LockedHead } from '#db/queries/ledger.ts';
import { stopsOfIdentifiers } from '#db/queries/stop.ts';
import { liftSuppressions } from '#db/queries/suppression.ts';

/** The one channel whose sender we take for the holder of the number; the sender of an SMS, say, is easily forged. */
const provenChannel: Channel = 'whatsapp';

/**
 * `no_code`: nothing in the message is a code of ours. `other_sender`: a code of ours, but not from the number it is
 * about. `not_now`: from that number, but used, out of time, negated, or about an answer that no longer stands.
 */
export type Confirming =
  | { state: 'no_code' | 'other_sender' | 'not_now' }
  | { state: 'confirmed'; size: number };

interface Sent {
  codes: readonly string[];
  negated: boolean;
  channel: Channel;
  receivedAt: string;
  /** The sender, where we know the identifier; its Noes are events already. */
  sender: { identifierId: string; contactId: ContactId } | null;
}

/** Lets the code in a message prove what its answer claimed. Doubt is never a yes: whatever does not fit confirms nothing. */
export async function confirmByMessage(
  tx: BusinessTx,
  ctx: KeyContext,
  head: LockedHead,
  sent: Sent,
): Promise<Confirming> {
  const { businessId } = ctx;
  const found = await findConfirmations(
    tx,
    businessId,
    sent.codes.map((code) => codeIndex(ctx.keys, code)),
  );
  if (found.length === 0) return { state: 'no_code' };
  const { sender } = sent;
  const own = found.filter((c) => c.identifierId === sender?.identifierId);
  const [only] = own;
  if (!sender || !only || sent.channel !== provenChannel) return { state: 'other_sender' };
  if (found.length > 1 || sent.negated || only.usedSeq !== null || only.expiresAt <= head.at)
    return { state: 'not_now' };

  const identifiers = [sender.identifierId];
  const { covers, lifts, madeAt } = confirmationOf(
    await linesOfIdentifiers(tx, businessId, identifiers),
    await stopsOfIdentifiers(tx, businessId, identifiers),
    { identifier: sender.identifierId, seq: only.answeredSeq, channel: sent.channel },
  );
  if (covers.length === 0 || madeAt === null) return { state: 'not_now' };

  const event = await recordConsent(tx, businessId, head, {
    kind: 'confirmed',
    contact: sender.contactId,
    holders: new Map([[sender.identifierId, sender.contactId]]),
    body: {
      confirmation: only.confirmationId,
      receipt: only.receiptId,
      channel: sent.channel,
      evidence: 'channel_message',
      attested_by: `key:${ctx.keyId}`,
      received_at: sent.receivedAt,
      covers,
      ...(lifts.length > 0 ? { lifts } : {}),
    },
  });
  await markConfirmationUsed(tx, businessId, only.confirmationId, event.seq);
  await liftSuppressions(tx, businessId, identifiers, madeAt);
  return { state: 'confirmed', size: event.seq + 1 };
}
