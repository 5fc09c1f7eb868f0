import { randomBytes } from 'node:crypto';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { maskEmail, type EmailAddress } from '#lib/domain/contact/email.ts';
import { maskPhone, type PhoneNumber } from '#lib/domain/contact/phone.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { BusinessId, InvitationId, PageId, VersionId } from '#lib/domain/ids.ts';
import type { NoticeLocale } from '#lib/domain/template/locales.ts';
import { noWish, readingLanguage, type LanguageWish } from '#lib/domain/template/reading-language.ts';
import { localesOf, type Version } from '#lib/domain/template/version.ts';
import { decodeToken, encodeToken, tokenHash } from '#lib/domain/token/public-token.ts';
import { signSnapshot } from '#lib/domain/token/snapshot.ts';
import { revealIdentifier } from '#lib/services/contact/find-or-note.ts';
import { businessKeys, processKey } from '#lib/services/key/process-keys.ts';
import { receiptToken } from '#lib/services/receipt/token.ts';
import { findPage, findVersion } from '#db/before-business.ts';
import { inBusiness } from '#db/in-business.ts';
import { getBusiness } from '#db/queries/business.ts';
import { findInvitation } from '#db/queries/invitation.ts';
import { getPage, getVersion } from '#db/queries/page.ts';
import { findReceipt } from '#db/queries/receipt.ts';
import { rememberedVersion, rememberVersion } from './version-memory.ts';

export interface Firm {
  businessId: BusinessId;
  mode: 'live' | 'test';
  slug: string;
  profile: BusinessProfile;
}

export interface OpenQuestion {
  state: 'open';
  firm: Firm;
  page: { id: PageId; slug: string };
  version: Version;
  versionNumber: number;
  /** The language it is shown in, and the one the answer will be kept with. */
  locale: NoticeLocale;
  /** What the invitation says of language, if it says anything. */
  preferred: string | null;
  /** Signed: what is on the screen, and the nonce that makes a double submit one answer. */
  snapshot: string;
  invitation: { id: InvitationId; phoneKnown: boolean; shown: string } | null;
}

export type OpenedPage =
  | OpenQuestion
  | { state: 'not_found' }
  | { state: 'paused' | 'suspended' | 'expired'; firm: Firm; preferred: string | null }
  | { state: 'already_answered'; firm: Firm; preferred: string | null; receiptToken: string | null };

/** `/e/{business}/{page}`: the question for somebody we do not know. Reads, never writes. */
export async function openPage(
  businessSlug: string,
  pageSlug: string,
  wish: LanguageWish = noWish,
): Promise<OpenedPage> {
  const found = await findPage(businessSlug, pageSlug);
  if (!found?.page || found.page.state === 'draft' || !found.page.versionId) return { state: 'not_found' };
  const firm = {
    businessId: found.businessId,
    mode: found.mode,
    slug: found.businessSlug,
    profile: found.profile,
  };
  if (found.businessState === 'suspended') return { state: 'suspended', firm, preferred: null };
  if (found.page.state === 'paused') return { state: 'paused', firm, preferred: null };
  const version = await versionById(found.page.versionId);
  const page = { id: found.page.id, slug: pageSlug };
  return open({
    firm,
    page,
    version,
    versionNumber: found.page.versionNumber ?? 1,
    now: found.now,
    invitation: null,
    preferred: null,
    wish,
  });
}

/** `/i/{token}`: the same question for one contact. A wrong token is the same as one that never was. */
export async function openInvitation(token: string, wish: LanguageWish = noWish): Promise<OpenedPage> {
  const decoded = decodeToken(token);
  if (!decoded) return { state: 'not_found' };
  const { businessId } = decoded;
  return inBusiness(businessId, async (tx): Promise<OpenedPage> => {
    const invitation = await findInvitation(tx, businessId, { tokenHash: tokenHash(token) });
    const business = invitation ? await getBusiness(tx, businessId) : null;
    const page = invitation ? await getPage(tx, businessId, invitation.pageId) : null;
    if (!invitation || !business || !page?.currentVersionId) return { state: 'not_found' };
    const firm = { businessId, mode: business.mode, slug: business.slug, profile: business.profile };
    const preferred = invitation.locale;
    if (invitation.answeredSeq !== null) {
      const receipt = await findReceipt(tx, businessId, { seq: invitation.answeredSeq });
      return {
        state: 'already_answered',
        firm,
        preferred,
        receiptToken: receipt ? receiptToken(businessId, receipt.receiptId) : null,
      };
    }
    if (business.state === 'suspended') return { state: 'suspended', firm, preferred };
    if (invitation.expired) return { state: 'expired', firm, preferred };
    if (page.state === 'paused') return { state: 'paused', firm, preferred };
    const stored = await getVersion(tx, businessId, page.currentVersionId);
    invariant(stored, 'page shows a version that is not there');
    const version = rememberVersion(stored, business);
    const who = await revealIdentifier(tx, await businessKeys(tx, businessId), invitation.identifierId);
    return open({
      firm,
      page: { id: page.pageId, slug: page.slug },
      version,
      versionNumber: stored.number,
      now: invitation.now,
      invitation: { id: invitation.invitationId, phoneKnown: who.kind === 'phone', shown: masked(who) },
      preferred,
      wish,
    });
  });
}

export async function versionById(id: VersionId): Promise<Version> {
  const known = rememberedVersion(id);
  if (known) return known;
  const found = await findVersion(id);
  invariant(found, 'version is not there');
  return rememberVersion({ versionId: id, ...found }, { slug: found.businessSlug, mode: found.mode });
}

export function newPublicToken(businessId: BusinessId): string {
  return encodeToken(businessId, randomBytes(16));
}

function open(
  at: Omit<OpenQuestion, 'state' | 'locale' | 'snapshot'> & { now: string; wish: LanguageWish },
): OpenQuestion {
  const { now, wish, ...rest } = at;
  const locale = readingLanguage(wish, at.preferred, localesOf(at.version));
  const snapshot = signSnapshot(processKey('snapshot'), {
    businessId: at.firm.businessId,
    pageId: at.page.id,
    versionId: at.version.id as VersionId,
    locale,
    invitationId: at.invitation?.id ?? null,
    issuedAt: now,
    nonce: randomBytes(16).toString('base64url'),
  });
  return { state: 'open', ...rest, locale, snapshot };
}

/** Links get forwarded: the page shows enough to recognise one's own number and too little to learn it. */
function masked(who: { kind: string; value: string }): string {
  if (who.kind === 'phone') return maskPhone(who.value as PhoneNumber);
  if (who.kind === 'email') return maskEmail(who.value as EmailAddress);
  return '•••';
}
