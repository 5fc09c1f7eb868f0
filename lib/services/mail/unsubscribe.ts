import { withdrawalTargets } from '#lib/domain/consent/withdrawal.ts';
import type { ContactId } from '#lib/domain/ids.ts';
import { decodeToken, tokenHash } from '#lib/domain/token/public-token.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { standingOfReceipt } from '#lib/services/receipt/standing.ts';
import { inBusinessToEnd } from '#db/in-business.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { getIdentifier } from '#db/queries/contact.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { findReceipt } from '#db/queries/receipt.ts';

/**
 * One click in a mail program (RFC 8058): ends the channel e-mail of this receipt and nothing else. Effective when this
 * returns. Nothing left to end is also done; `false` means no such receipt.
 */
export async function unsubscribeByMail(token: string): Promise<boolean> {
  const decoded = decodeToken(token);
  if (!decoded) return false;
  const { businessId } = decoded;
  return inBusinessToEnd(businessId, async (tx) => {
    const receipt = await findReceipt(tx, businessId, { tokenHash: tokenHash(token) });
    if (!receipt) return false;
    const head = await lockLog(tx, businessId);
    const { subjects } = await standingOfReceipt(tx, businessId, receipt);
    const lines = await linesOfIdentifiers(
      tx,
      businessId,
      subjects.map((s) => s.identifier),
    );

    const targets = withdrawalTargets(lines, subjects, 'all').filter(({ channel }) => channel === 'email');
    if (targets.length === 0) return true;

    const holders = new Map<string, ContactId>();
    for (const { identifier } of targets) {
      const found = await getIdentifier(tx, businessId, identifier);
      if (found) holders.set(identifier, found.contactId);
    }
    await recordConsent(tx, businessId, head, {
      kind: 'withdrawn',
      contact: receipt.contactId,
      holders,
      body: { how: 'mail_header', receipt: receipt.receiptId, scope: '* email', targets, stops: [] },
    });
    return true;
  });
}
