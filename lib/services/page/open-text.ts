import { parseVersionId } from '#lib/domain/ids.ts';
import type { Version } from '#lib/domain/template/version.ts';
import { findVersion } from '#db/before-business.ts';
import type { Firm } from './open.ts';
import { rememberVersion } from './version-memory.ts';

export interface OpenText {
  firm: Firm;
  version: Version;
  number: number;
  publishedAt: string;
}

/** A published text by its fingerprint, also of a firm that is suspended or has left. The firm is as it was then. */
export async function openText(id: string): Promise<OpenText | null> {
  const versionId = parseVersionId(id);
  const found = versionId === null ? null : await findVersion(versionId);
  if (versionId === null || !found) return null;
  const version = rememberVersion({ versionId, ...found }, { slug: found.businessSlug, mode: found.mode });
  const { profile } = version.content.business;
  return {
    firm: { businessId: found.businessId, mode: found.mode, slug: found.businessSlug, profile },
    version,
    number: found.number,
    publishedAt: found.publishedAt,
  };
}
