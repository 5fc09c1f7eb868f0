import { once } from '#lib/once.ts';
import type { VersionId } from '#lib/domain/ids.ts';
import { readVersion, type Version } from '#lib/domain/template/version.ts';

/** A version with what is not part of its bytes: its number on its page, and where its firm is found. */
export type KnownVersion = Version & { number: number; slug: string; mode: 'live' | 'test' };

/** A version never changes, so remembering it is safe for ever; 500 of them are a few megabytes. */
const rememberedMax = 500;

export function rememberVersion(
  stored: { versionId: VersionId; content: string; number: number },
  firm: { slug: string; mode: 'live' | 'test' },
): KnownVersion {
  const known = memory().get(stored.versionId);
  if (known) return known;
  const { slug, mode } = firm;
  const version = { ...readVersion(stored.versionId, stored.content), number: stored.number, slug, mode };
  if (memory().size >= rememberedMax) {
    const oldest = memory().keys().next();
    if (!oldest.done) memory().delete(oldest.value);
  }
  memory().set(stored.versionId, version);
  return version;
}

export function rememberedVersion(id: VersionId): KnownVersion | null {
  return memory().get(id) ?? null;
}

function memory(): Map<VersionId, KnownVersion> {
  return once('versions', () => new Map<VersionId, KnownVersion>());
}
