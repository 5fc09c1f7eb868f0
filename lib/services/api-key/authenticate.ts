import { once } from '#lib/once.ts';
import type { BusinessKeys } from '#lib/adapters/vault/vault.ts';
import type { BusinessId, KeyId } from '#lib/domain/ids.ts';
import { decodeApiKey } from '#lib/domain/token/api-key.ts';
import { openedBusinessKeys } from '#lib/services/key/process-keys.ts';
import { findKey } from '#db/before-business.ts';

/** Who asks, and whose rows the key opens. */
export interface KeyContext {
  keyId: KeyId;
  mode: 'live' | 'test';
  scopes: readonly string[];
  /** The firm the key belongs to. */
  ownerId: BusinessId;
  keyHash: Buffer;
  /** The firm's rows, or its current twin's. */
  businessId: BusinessId;
  slug: string;
  keys: BusinessKeys;
}

/** How long a key's place may be remembered. Every check reads key and business again in its own statement. */
const rememberedMax = 10_000;

/** The key in `Authorization: Bearer …`, read fresh; `null` for everything that is no key of ours. */
export async function authenticate(authorization: string | null): Promise<KeyContext | null> {
  const key = bearer(authorization);
  const decoded = key === null ? null : decodeApiKey(key);
  if (!decoded) return null;
  const facts = await findKey(decoded.businessId, decoded.hash);
  if (!facts || facts.mode !== decoded.mode) return null;
  return {
    keyId: facts.keyId,
    mode: facts.mode,
    scopes: facts.scopes,
    ownerId: decoded.businessId,
    keyHash: decoded.hash,
    businessId: facts.dataBusinessId,
    slug: facts.dataSlug,
    keys: openedBusinessKeys(facts.dataBusinessId, facts.wrappedBusinessKey),
  };
}

/** For the check alone: remembers where a key leads, because the check's statement asks again whether it still does. */
export async function authenticateRemembered(authorization: string | null): Promise<KeyContext | null> {
  const known = recallKey(authorization);
  if (known) return known;
  const context = await authenticate(authorization);
  if (!context || authorization === null) return null;
  if (memory().size >= rememberedMax) memory().clear();
  memory().set(authorization, context);
  return context;
}

/** What is remembered of a key, without any look-up: the check's first step for a caller we know. */
export function recallKey(authorization: string | null): KeyContext | null {
  return authorization === null ? null : (memory().get(authorization) ?? null);
}

export function forgetKey(context: KeyContext): void {
  for (const [header, known] of memory()) if (known.keyHash.equals(context.keyHash)) memory().delete(header);
}

function bearer(authorization: string | null): string | null {
  if (authorization === null || authorization.length > 200) return null;
  return /^bearer +(\S+)$/iu.exec(authorization)?.[1] ?? null;
}

/** By the whole header, so that a known caller costs one look into a map. */
function memory(): Map<string, KeyContext> {
  return once('keys.remembered', () => new Map<string, KeyContext>());
}
