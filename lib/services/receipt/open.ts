import type { EventBody } from '#lib/domain/consent/event.ts';
import { evidenceSuffices, type Evidence } from '#lib/domain/consent/evidence.ts';
import {
  lineKey,
  standingOf,
  stateOf,
  type ConsentLine,
  type ConsentState,
  type Standing,
} from '#lib/domain/consent/state.ts';
import type { Subject } from '#lib/domain/consent/withdrawal.ts';
import { invariant } from '#lib/domain/invariant.ts';
import type { BusinessId, VersionId } from '#lib/domain/ids.ts';
import { firstLocale, knownLocale, noticeLocales, type NoticeLocale } from '#lib/domain/template/locales.ts';
import { noWish, readingLanguage, type LanguageWish } from '#lib/domain/template/reading-language.ts';
import { noticeOf, type Version } from '#lib/domain/template/version.ts';
import { decodeToken, tokenHash } from '#lib/domain/token/public-token.ts';
import { maskPhone, normalisePhone } from '#lib/domain/contact/phone.ts';
import { confirmLink } from '#lib/domain/whatsapp/confirm-link.ts';
import { revealIdentifier } from '#lib/services/contact/find-or-note.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { readLeaf } from '#lib/services/ledger/append.ts';
import type { Firm } from '#lib/services/page/open.ts';
import { rememberVersion } from '#lib/services/page/version-memory.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { businessNow, getBusiness, type StoredBusiness } from '#db/queries/business.ts';
import type { StoredConfirmation } from '#db/queries/confirmation.ts';
import { linesOfIdentifiers } from '#db/queries/consent-state.ts';
import { getEvent } from '#db/queries/ledger.ts';
import { getVersion } from '#db/queries/page.ts';
import { findReceipt, type StoredReceipt } from '#db/queries/receipt.ts';
import { codeOfReceipt } from './code.ts';
import { ownClaims } from './own-claims.ts';
import { standingOfReceipt } from './standing.ts';

export interface ReceiptLine {
  item: string;
  title: string;
  /** The firm's first language where it wrote the title in no other. */
  titleLocale: NoticeLocale;
  choice: 'granted' | 'refused' | 'withdrawn' | 'waiting';
  /** When it last changed. */
  at: string;
}

export interface OpenReceipt {
  firm: Firm;
  formNumber: string;
  answeredAt: string;
  versionId: VersionId;
  versionNumber: number;
  /** The language the text was read in. */
  locale: NoticeLocale;
  /** The best this answer had for any identifier. */
  evidence: Evidence;
  lines: ReceiptLine[];
  withdrawnAt: string | null;
  /** How a typed number can still be proven; `null` where nothing waits for that, or the code's time is over. */
  confirm: OpenConfirmation | null;
}

export interface OpenConfirmation {
  code: string;
  /** „0176 •••••042“: links get forwarded. */
  shownNumber: string;
  /** Opens WhatsApp with the finished message; `null` where the firm's number cannot be read. */
  link: string | null;
}

/** `/r/{token}`: what was answered and what holds now. Reads, never writes; works for a suspended firm too. */
export async function openReceipt(token: string, wish: LanguageWish = noWish): Promise<OpenReceipt | null> {
  const decoded = decodeToken(token);
  if (!decoded) return null;
  return inBusiness(decoded.businessId, async (tx) => {
    const receipt = await findReceipt(tx, decoded.businessId, { tokenHash: tokenHash(token) });
    return receipt ? describe(tx, decoded.businessId, receipt, wish) : null;
  });
}

async function describe(
  tx: BusinessTx,
  businessId: BusinessId,
  receipt: StoredReceipt,
  wish: LanguageWish,
): Promise<OpenReceipt> {
  const business = await getBusiness(tx, businessId);
  const stored = await getVersion(tx, businessId, receipt.versionId);
  const leaf = await getEvent(tx, businessId, receipt.seq);
  invariant(business && stored && leaf, 'receipt without its business, version or event');
  const version = rememberVersion(stored, business);
  const titles = titlesIn(version, readingLanguage(wish, receipt.locale, noticeLocales));
  const answered = readLeaf(leaf.leaf);
  invariant(answered.kind === 'answered', 'receipt of an event that is no answer');

  const { subjects, confirmation } = await standingOfReceipt(tx, businessId, receipt);
  const identifiers = subjects.map((s) => s.identifier);
  const all = await linesOfIdentifiers(tx, businessId, identifiers);
  const proven = stateOf(all.filter((l) => l.standing === 'established'));
  const state = new Map([...proven, ...(await ownClaims(tx, businessId, receipt))]);
  const lines = answered.body.decisions.map((decision): ReceiptLine => {
    const now = currentLines(state, decision, subjects);
    return {
      item: decision.item,
      ...titles(decision.item),
      ...choiceOf(now, receipt.createdAt),
    };
  });
  const withdrawn = lines.filter((l) => l.choice === 'withdrawn').map((l) => l.at);
  return {
    firm: { businessId, mode: business.mode, slug: business.slug, profile: business.profile },
    formNumber: receipt.formNumber,
    answeredAt: receipt.createdAt,
    versionId: receipt.versionId,
    versionNumber: stored.number,
    locale: knownLocale(receipt.locale) ?? firstLocale,
    evidence: subjects.find((s) => s.evidence !== 'claimed')?.evidence ?? 'claimed',
    lines,
    withdrawnAt: withdrawn.toSorted().at(-1) ?? null,
    confirm: lines.some((l) => l.choice === 'waiting')
      ? await waitingFor(tx, business, receipt, confirmation)
      : null,
  };
}

async function waitingFor(
  tx: BusinessTx,
  business: StoredBusiness,
  receipt: StoredReceipt,
  confirmation: StoredConfirmation | null,
): Promise<OpenConfirmation | null> {
  const { businessId, profile } = business;
  if (!confirmation || confirmation.usedSeq !== null) return null;
  if (confirmation.expiresAt <= (await businessNow(tx, businessId))) return null;
  const keys = await businessKeys(tx, businessId);
  const number = await revealIdentifier(tx, keys, confirmation.identifierId);
  const phone = normalisePhone(number.value);
  if (!phone.ok) return null;
  const code = codeOfReceipt(businessId, receipt.receiptId);
  return { code, shownNumber: maskPhone(phone.e164), link: confirmLink(profile, code) };
}

function titlesIn(version: Version, locale: NoticeLocale) {
  const notice = noticeOf(version, locale);
  return (item: string): { title: string; titleLocale: NoticeLocale } => {
    const title = notice.items.find((i) => i.key === item)?.title ?? item;
    const translated = notice.locale === locale && notice.untranslated?.includes(title) !== true;
    return { title, titleLocale: translated ? locale : firstLocale };
  };
}

type Decision = EventBody<'answered'>['decisions'][number];

/** The lines this receipt may see: those its own evidence reaches. An unproven receipt learns nothing about proven ones. */
function currentLines(state: ConsentState, decision: Decision, subjects: readonly Subject[]): ConsentLine[] {
  return decision.covers.flatMap((cover) => {
    const subject = subjects.find((s) => s.identifier === cover.identifier);
    const at = (standing: Standing) => state.get(lineKey({ ...cover, standing }));
    // A message proves the channel it came over; what was said for another one still waits.
    const line = subject && (at(standingOf(subject.evidence)) ?? at('claimed'));
    return line ? [line] : [];
  });
}

function choiceOf(now: readonly ConsentLine[], answeredAt: string): Pick<ReceiptLine, 'choice' | 'at'> {
  const [line] = now;
  // No line: no identifier was given for this channel, so the item was shown and could only be left open.
  if (!line) return { choice: 'refused', at: answeredAt };
  if (line.choice === 'granted') {
    // Said and recorded, but nobody may rely on it yet: then the person must not read that all is done.
    const proven = evidenceSuffices(line.evidence, line.channel, line.kind);
    return { choice: proven ? 'granted' : 'waiting', at: line.decidedAt };
  }
  return { choice: line.choice === 'withdrawn' ? 'withdrawn' : 'refused', at: line.decidedAt };
}
