import { once } from '#lib/once.ts';
import type { VersionId } from '#lib/domain/ids.ts';
import { readVersion, type Version } from '#lib/domain/template/version.ts';

/** A version never changes, so remembering it is safe for ever; 500 of them are a few megabytes. */
const rememberedMax = 500;

export function rememberVersion(id: VersionId, json: string): Version {
  const known = memory().get(id);
  if (known) return known;
  const version = readVersion(id, json);
  if (memory().size >= rememberedMax) {
    const oldest = memory().keys().next();
    if (!oldest.done) memory().delete(oldest.value);
  }
  memory().set(id, version);
  return version;
}

export function rememberedVersion(id: VersionId): Version | null {
  return memory().get(id) ?? null;
}

function memory(): Map<VersionId, Version> {
  return once('versions', () => new Map<VersionId, Version>());
}
