import { firstLocale, knownLocale, type NoticeLocale } from '#lib/domain/template/locales.ts';
import { openSnapshot } from '#lib/domain/token/snapshot.ts';
import { processKey } from '#lib/services/key/process-keys.ts';
import type { OpenQuestion } from './open.ts';
import { rememberedVersion } from './version-memory.ts';

/**
 * The question a form came from, out of this process's memory alone: for the moment when the database does not answer
 * and what somebody typed must not be lost. `null` when the form is not ours or its text is not in memory.
 */
export function recallQuestion(snapshotToken: string): OpenQuestion | null {
  const snapshot = openSnapshot(processKey('snapshot'), snapshotToken);
  const version = snapshot ? rememberedVersion(snapshot.versionId) : null;
  if (!snapshot || !version) return null;
  const { business, page } = version.content;
  return {
    state: 'open',
    firm: {
      businessId: snapshot.businessId,
      mode: version.mode,
      slug: version.slug,
      profile: business.profile,
    },
    page: { id: snapshot.pageId, slug: page.slug },
    version,
    versionNumber: version.number,
    locale: knownLocale(snapshot.locale) ?? firstLocale,
    preferred: null,
    snapshot: snapshotToken,
    invitation: snapshot.invitationId ? { id: snapshot.invitationId, phoneKnown: true, shown: '•••' } : null,
  };
}

/** The language a form was read in; `null` when the form is not ours. */
export function recallLocale(snapshotToken: string): NoticeLocale | null {
  return knownLocale(openSnapshot(processKey('snapshot'), snapshotToken)?.locale);
}
