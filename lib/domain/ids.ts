import { invariant } from './invariant.ts';

declare const brand: unique symbol;
/** A string that says what it names, so that a contact's id is never passed where a business's is meant. */
type Id<Name extends string> = string & { readonly [brand]: Name };

export type BusinessId = Id<'business'>;
export type MemberId = Id<'member'>;
export type PageId = Id<'page'>;
export type ContactId = Id<'contact'>;
export type IdentifierId = Id<'identifier'>;
export type InvitationId = Id<'invitation'>;
export type ReceiptId = Id<'receipt'>;
export type MailId = Id<'mail'>;
export type EventId = Id<'event'>;
export type KeyId = Id<'key'>;
export type UseId = Id<'use'>;
export type ConfirmationId = Id<'confirmation'>;
export type TaskId = Id<'task'>;
export type DecisionId = Id<'decision'>;

/** SHA-256 of a version's canonical JSON, 64 lower-case hex characters. */
export type VersionId = Id<'version'>;

export type UuidId =
  | BusinessId
  | MemberId
  | PageId
  | ContactId
  | IdentifierId
  | InvitationId
  | ReceiptId
  | MailId
  | EventId
  | KeyId
  | UseId
  | ConfirmationId
  | TaskId
  | DecisionId;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const VERSION_ID = /^[0-9a-f]{64}$/;

export function isUuid(text: unknown): text is UuidId {
  return typeof text === 'string' && UUID.test(text);
}

/** Reads a UUID in its usual spelling (RFC 9562, section 4), case ignored; `null` for anything else. */
export function parseUuid<T extends UuidId>(text: string): T | null {
  if (text.length !== 36) return null;
  const lower = text.toLowerCase();
  return UUID.test(lower) ? named<T>(lower) : null;
}

/** Reads a version's id as it stands in addresses: lower case only, because one text has one address. */
export function parseVersionId(text: string): VersionId | null {
  return VERSION_ID.test(text) ? named<VersionId>(text) : null;
}

export function uuidToBytes(id: UuidId): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  invariant(bytes.length === 16, 'id is not a UUID');
  return bytes;
}

export function bytesToUuid<T extends UuidId>(bytes: Uint8Array): T {
  invariant(bytes.length === 16, 'a UUID has 16 bytes');
  const hex = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
  return named<T>(
    `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`,
  );
}

/** Gives a checked string its name. Guarantee of the caller: the shape has been verified. */
function named<T extends string>(checked: string): T {
  return checked as T;
}
