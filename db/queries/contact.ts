import { and, eq } from 'drizzle-orm';
import type { IdentifierKind } from '#lib/domain/contact/identifier.ts';
import type { BusinessId, ContactId, IdentifierId } from '#lib/domain/ids.ts';
import { contact, contactKey, identifier } from '#db/schema/contact.ts';
import { assertRows, type BusinessTx } from '#db/in-business.ts';
import { together } from './together.ts';

export interface StoredIdentifier {
  identifierId: IdentifierId;
  contactId: ContactId;
  kind: IdentifierKind;
  sealed: Buffer;
}

const columns = {
  identifierId: identifier.identifierId,
  contactId: identifier.contactId,
  kind: identifier.kind,
  sealed: identifier.sealed,
};

export async function findIdentifier(
  tx: BusinessTx,
  businessId: BusinessId,
  by: { kind: IdentifierKind; keyVersion: number; index: Buffer },
): Promise<StoredIdentifier | null> {
  const rows = await tx
    .select(columns)
    .from(identifier)
    .where(
      and(
        eq(identifier.businessId, businessId),
        eq(identifier.kind, by.kind),
        eq(identifier.keyVersion, by.keyVersion),
        eq(identifier.blindIndex, by.index),
      ),
    );
  return rows[0] ? named(rows[0]) : null;
}

export async function getIdentifier(
  tx: BusinessTx,
  businessId: BusinessId,
  identifierId: string,
): Promise<StoredIdentifier | null> {
  const rows = await tx
    .select(columns)
    .from(identifier)
    .where(and(eq(identifier.businessId, businessId), eq(identifier.identifierId, identifierId)));
  return rows[0] ? named(rows[0]) : null;
}

export async function insertContact(
  tx: BusinessTx,
  businessId: BusinessId,
  c: {
    contactId: ContactId;
    wrappedKey: Buffer;
    identifierId: IdentifierId;
    kind: IdentifierKind;
    keyVersion: number;
    index: Buffer;
    sealed: Buffer;
    at: string;
  },
): Promise<void> {
  const { contactId, identifierId, kind, keyVersion, index, sealed, at } = c;
  const row = {
    businessId,
    identifierId,
    contactId,
    kind,
    keyVersion,
    blindIndex: index,
    sealed,
    createdAt: at,
  };
  const [contacts, contactKeys, identifiers] = await together(
    tx.insert(contact).values({ businessId, contactId, createdAt: at }),
    tx.insert(contactKey).values({ businessId, contactId, wrapped: c.wrappedKey }),
    tx.insert(identifier).values(row),
  );
  assertRows(contacts, 1, 'contact');
  assertRows(contactKeys, 1, 'contact key');
  assertRows(identifiers, 1, 'identifier');
}

export async function getWrappedContactKey(
  tx: BusinessTx,
  businessId: BusinessId,
  contactId: ContactId,
): Promise<Buffer | null> {
  const rows = await tx
    .select({ wrapped: contactKey.wrapped })
    .from(contactKey)
    .where(and(eq(contactKey.businessId, businessId), eq(contactKey.contactId, contactId)));
  return rows[0]?.wrapped ?? null;
}

/** Ids leave the database as plain strings; their names are given here, where the column is known. */
function named(row: {
  identifierId: string;
  contactId: string;
  kind: IdentifierKind;
  sealed: Buffer;
}): StoredIdentifier {
  return { ...row, identifierId: row.identifierId as IdentifierId, contactId: row.contactId as ContactId };
}
