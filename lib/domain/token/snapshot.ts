import { z } from 'zod';
import { equalInConstantTime, hmacSha256, type HmacKey } from '#lib/domain/canonical/hash.ts';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import {
  isUuid,
  parseVersionId,
  type BusinessId,
  type InvitationId,
  type PageId,
  type VersionId,
} from '#lib/domain/ids.ts';

/**
 * What was on the screen when a form was drawn. The form carries it back, signed: it proves the text that was
 * shown, and its nonce makes a double submit one answer.
 */
export const Snapshot = z.strictObject({
  businessId: z.custom<BusinessId>(isUuid),
  pageId: z.custom<PageId>(isUuid),
  versionId: z.custom<VersionId>((text) => typeof text === 'string' && parseVersionId(text) !== null),
  locale: z.string().regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/),
  invitationId: z.custom<InvitationId>(isUuid).nullable(),
  /** ISO 8601 from the database clock. How long it lives is the reader's rule. */
  issuedAt: z.string().max(40),
  /** 16 random bytes, base64url. */
  nonce: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
});
export type Snapshot = z.infer<typeof Snapshot>;

// Marks what is signed, so that no other token under the same key can ever be read as a snapshot.
const PURPOSE = 'jawort snapshot v1\n';
const tokenLengthMax = 2_048;

export function signSnapshot(key: HmacKey, payload: Snapshot): string {
  const text = Buffer.from(canonicalJson(Snapshot.parse(payload))).toString('base64url');
  return `${text}.${signatureOf(key, text).toString('base64url')}`;
}

/** `null` for anything that was not signed with this key, whatever is wrong with it. */
export function openSnapshot(key: HmacKey, token: string): Snapshot | null {
  if (token.length > tokenLengthMax) return null;
  const [text, signature, ...more] = token.split('.');
  if (text === undefined || signature === undefined || more.length > 0) return null;

  // Nothing of the payload is read before its signature stands.
  const claimed = Buffer.from(signature, 'base64url');
  if (!equalInConstantTime(claimed, signatureOf(key, text))) return null;
  if (claimed.toString('base64url') !== signature) return null;
  const parsed = Snapshot.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  return parsed.success ? parsed.data : null;
}

function signatureOf(key: HmacKey, text: string): Buffer {
  return hmacSha256(key, PURPOSE + text);
}
