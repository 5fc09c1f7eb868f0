import { withdrawalTargets } from '#lib/domain/consent/withdrawal.ts';
import type { ContactId } from '#lib/domain/ids.ts';
import { decodeToken, tokenHash } from '#lib/domain/token/public-token.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { ownClaims } from '#lib/services/receipt/own-claims.ts';
import { standingOfReceipt } from '#lib/services/receipt/standing.ts';
import { inBusinessToEnd } from '#db/in-business.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { getIdentifier } from '#db/queries/contact.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { findReceipt } from '#db/queries/receipt.ts';

/**
 * Withdraws through a receipt: everything, or one item (Art. 7(3) GDPR: as easy as consenting, R47). Effective when
 * this returns: the next check reads the same row. Nothing left to withdraw is also done; `false` means no such receipt.
 */
export async function withdrawByReceipt(token: string, scope: 'all' | { item: string }): Promise<boolean> {
  const decoded = decodeToken(token);
  if (!decoded) return false;
  const { businessId } = decoded;
  return inBusinessToEnd(businessId, async (tx) => {
    const receipt = await findReceipt(tx, businessId, { tokenHash: tokenHash(token) });
    if (!receipt) return false;
    const head = await lockLog(tx, businessId);
    const { subjects } = await standingOfReceipt(tx, businessId, receipt);
    const identifiers = subjects.map((s) => s.identifier);
    const proven = (await linesOfIdentifiers(tx, businessId, identifiers)).filter(
      (l) => l.standing === 'established',
    );
    const lines = [...proven, ...(await ownClaims(tx, businessId, receipt)).values()];

    const targets = withdrawalTargets(lines, subjects, scope);
    if (targets.length === 0) return true;

    const holders = new Map<string, ContactId>();
    for (const target of targets) {
      const identifier = await getIdentifier(tx, businessId, target.identifier);
      if (identifier) holders.set(target.identifier, identifier.contactId);
    }
    await recordConsent(tx, businessId, head, {
      kind: 'withdrawn',
      contact: receipt.contactId,
      holders,
      body: {
        how: 'receipt',
        receipt: receipt.receiptId,
        answer: receipt.seq,
        scope: scope === 'all' ? 'all' : scope.item,
        targets,
        stops: [],
      },
    });
    return true;
  });
}
