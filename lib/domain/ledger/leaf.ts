import { hmacSha256 } from '#lib/domain/canonical/hash.ts';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import type { BusinessId, ContactId, EventId, VersionId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';

/**
 * An event as the log remembers it for ever. It outlives erasure, so it holds no personal data: what belongs
 * to a person stands in `commitments`, by field name, as the output of `commit`.
 */
export type LeafEvent = {
  readonly business: BusinessId;
  /** Position in the business's log, from 0, without gaps. */
  readonly seq: number;
  readonly id: EventId;
  readonly kind: string;
  /** Database clock, ISO 8601 in UTC with microseconds. */
  readonly at: string;
  /** Random within the business; names nobody once the contact is erased. */
  readonly contact?: ContactId;
  readonly version?: VersionId;
  readonly body: Record<string, unknown>;
  readonly commitments?: Record<string, string>;
};

/** The bytes that are hashed into the log: RFC 8785 JSON of exactly these members, marked with the format. */
export function leafOf(event: LeafEvent): string {
  invariant(Number.isSafeInteger(event.seq) && event.seq >= 0, 'event has no place in the log');
  return canonicalJson({
    v: 1,
    business: event.business,
    seq: event.seq,
    id: event.id,
    kind: event.kind,
    at: event.at,
    ...(event.contact === undefined ? {} : { contact: event.contact }),
    ...(event.version === undefined ? {} : { version: event.version }),
    body: event.body,
    ...(event.commitments === undefined ? {} : { commitments: event.commitments }),
  });
}

/**
 * Binds a value without telling it: HMAC-SHA-256 over its canonical JSON. The salt is random and new for each
 * event, because a shared one would let anybody with the log try all phone numbers; destroying it is erasure.
 */
export function commit(salt: Buffer, value: unknown): string {
  invariant(salt.length === 32, 'a commitment needs a salt of 32 bytes');
  return `hmac-sha256:${hmacSha256(salt, canonicalJson(value)).toString('hex')}`;
}
