import type { KeyObject } from 'node:crypto';
import type { SealedPlace } from '#lib/adapters/vault/seal.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import type { BusinessId, ContactId, MailId } from '#lib/domain/ids.ts';
import { businessKeys, theVault } from '#lib/services/key/process-keys.ts';
import { getWrappedContactKey } from '#db/queries/contact.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** A mail is under its addressee's key: with the person it becomes unreadable. */
export async function mailKey(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
): Promise<KeyObject> {
  const wrapped = await getWrappedContactKey(tx, businessId, contactId);
  if (!wrapped) throw new Unavailable('contact_key_missing');
  return theVault().openContactKey(await businessKeys(tx, businessId), contactId, wrapped);
}

export function mailPlace(business: BusinessId, mailId: MailId): SealedPlace {
  return { business, table: 'outgoing_mail', column: 'sealed', row: mailId };
}
