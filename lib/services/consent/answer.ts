import { randomBytes } from 'node:crypto';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { canonicalJson } from '#lib/domain/canonical/json.ts';
import { hmacSha256, sha256 } from '#lib/domain/canonical/hash.ts';
import { readAnswer, type AnswerFault, type ReadAnswer } from '#lib/domain/consent/answer.ts';
import { decisionsOf, type AnswerSubject } from '#lib/domain/consent/decisions.ts';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import { evidenceOfInvitation } from '#lib/domain/consent/invitation-evidence.ts';
import type { ContactId, ReceiptId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { noticeHash, noticeOf, type Version } from '#lib/domain/template/version.ts';
import { formNumber } from '#lib/domain/token/form-number.ts';
import { tokenHash } from '#lib/domain/token/public-token.ts';
import { openSnapshot, type Snapshot } from '#lib/domain/token/snapshot.ts';
import { provenGrants } from '#lib/domain/consent/stops.ts';
import {
  findOrNoteContact,
  revealIdentifier,
  type KnownIdentifier,
} from '#lib/services/contact/find-or-note.ts';
import { businessKeys, processKey } from '#lib/services/key/process-keys.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { queueReceiptMail } from '#lib/services/mail/receipt.ts';
import { versionById } from '#lib/services/page/open.ts';
import { receiptToken } from '#lib/services/receipt/token.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { together } from '#db/queries/together.ts';
import { getBusiness } from '#db/queries/business.ts';
import { findInvitation, markAnswered, type StoredInvitation } from '#db/queries/invitation.ts';
import { lockLog, type LockedHead } from '#db/queries/ledger.ts';
import { getPage } from '#db/queries/page.ts';
import { findReceipt, insertReceipt } from '#db/queries/receipt.ts';
import { liftSuppressions } from '#db/queries/suppression.ts';
import { prepareConfirmation } from './prepare-confirmation.ts';
import { settleNoes } from './settle.ts';

/** How long a form stays good: what stood on a screen yesterday may not be what stands there today. */
const snapshotLifetimeHours = 24;

export type AnswerOutcome =
  | { state: 'recorded'; receiptToken: string }
  | { state: 'nothing_stored' }
  | { state: 'faults'; faults: AnswerFault[] }
  | { state: 'look_again' }
  | { state: 'text_changed' }
  | { state: 'already_answered' }
  | { state: 'paused' | 'suspended' }
  | { state: 'not_found' };

/** Where the form was posted to: it must be the form of that page or that invitation and of no other. */
export type AnsweredAt = { businessSlug: string; pageSlug: string } | { invitationToken: string };

/**
 * Records one answer: every item that was shown, ticked or not. One transaction, in the business's order; the same
 * form posted twice is one answer and leads to the same receipt.
 */
export async function answerQuestion(at: AnsweredAt, form: AnswerForm): Promise<AnswerOutcome> {
  const snapshot = openSnapshot(processKey('snapshot'), form.snapshot);
  if (!snapshot) return { state: 'look_again' };
  const { businessId } = snapshot;
  const version = await versionById(snapshot.versionId);

  return inBusiness(businessId, async (tx): Promise<AnswerOutcome> => {
    const head = await lockLog(tx, businessId);
    const nonceHash = sha256(snapshot.nonce);
    const [business, page, earlier, invitation] = await together(
      getBusiness(tx, businessId),
      getPage(tx, businessId, snapshot.pageId),
      findReceipt(tx, businessId, { nonceHash }),
      snapshot.invitationId
        ? findInvitation(tx, businessId, { id: snapshot.invitationId })
        : Promise.resolve(null),
    );
    const asked = { business, page, invitation };
    if (!(await belongsHere(tx, at, snapshot, asked))) return { state: 'not_found' };

    const items = version.content.draft.items;
    const known = invitation
      ? await revealIdentifier(tx, await businessKeys(tx, businessId), invitation.identifierId)
      : null;
    const read = readAnswer(form, items, { phone: known?.kind === 'phone', email: known?.kind === 'email' });

    // Keyed with the form's nonce, of which only a hash is kept: a plain hash of a phone number is found by trying them all.
    const bodyHash = hmacSha256(Buffer.from(snapshot.nonce), canonicalJson(sayings(form)));
    if (earlier) {
      return earlier.bodyHash.equals(bodyHash)
        ? { state: 'recorded', receiptToken: receiptToken(businessId, earlier.receiptId) }
        : { state: 'already_answered' };
    }
    const closed = refusedNow(snapshot, head, asked);
    if (closed) return closed;
    if (!read.ok) return { state: 'faults', faults: read.faults };
    return record(tx, { snapshot, version, head, invitation, answer: read.answer, nonceHash, bodyHash });
  });
}

/** Only what the person said counts as "the same answer"; the order of the boxes does not. */
function sayings(form: AnswerForm): Record<string, unknown> {
  const clean = (text: string) => text.toWellFormed();
  return {
    choice: form.choice,
    item: form.item.map(clean).toSorted(),
    name: clean(form.name),
    phone: clean(form.phone),
    email: clean(form.email),
  };
}

/** What the form asks about, as it is now. */
interface Asked {
  business: Awaited<ReturnType<typeof getBusiness>>;
  page: Awaited<ReturnType<typeof getPage>>;
  invitation: StoredInvitation | null;
}

async function belongsHere(
  tx: BusinessTx,
  at: AnsweredAt,
  snapshot: Snapshot,
  { business, page, invitation }: Asked,
): Promise<boolean> {
  if ('invitationToken' in at) {
    if (!invitation) return false;
    const named = await findInvitation(tx, snapshot.businessId, { tokenHash: tokenHash(at.invitationToken) });
    return named?.invitationId === invitation.invitationId;
  }
  if (snapshot.invitationId !== null) return false;
  return business?.slug === at.businessSlug && page?.slug === at.pageSlug;
}

/** Why nothing may be recorded now, although the form itself is one of ours. */
function refusedNow(
  snapshot: Snapshot,
  head: LockedHead,
  { business, page, invitation }: Asked,
): AnswerOutcome | null {
  if (!business || !page) return { state: 'not_found' };
  if (business.state === 'suspended') return { state: 'suspended' };
  if (page.state !== 'live') return { state: 'paused' };
  if (invitation && invitation.answeredSeq !== null) return { state: 'already_answered' };
  if (invitation?.expired) return { state: 'look_again' };
  if (hoursBetween(snapshot.issuedAt, head.at) >= snapshotLifetimeHours) return { state: 'look_again' };
  return page.currentVersionId === snapshot.versionId ? null : { state: 'text_changed' };
}

interface Recording {
  snapshot: Snapshot;
  version: Version;
  head: LockedHead;
  invitation: StoredInvitation | null;
  answer: ReadAnswer;
  nonceHash: Buffer;
  bodyHash: Buffer;
}

async function record(tx: BusinessTx, r: Recording): Promise<AnswerOutcome> {
  const { businessId } = r.snapshot;
  const { subjects, holders, first } = await subjectsOf(tx, r);
  // Nobody we could tell about: a No without a number leaves no trace (ux: declined).
  if (!first) return { state: 'nothing_stored' };

  const receiptId = newId<ReceiptId>();
  // A No that was typed before this answer goes into the log before it.
  const head = await settleNoes(tx, businessId, r.head, [...holders.keys()]);
  const decisions = decisionsOf(r.version.content.draft.items, r.answer.ticked, subjects, head.at);
  const notice = noticeOf(r.version, r.snapshot.locale);
  const event = await recordConsent(tx, businessId, head, {
    kind: 'answered',
    contact: first.contactId,
    holders,
    personal: { key: first.key, fields: personalFields(r.answer) },
    body: {
      method: r.invitation ? 'invitation' : 'public_page',
      page: r.snapshot.pageId,
      version: r.snapshot.versionId,
      locale: r.snapshot.locale,
      notice_hash: noticeHash(notice),
      shown_at: r.snapshot.issuedAt,
      button: r.answer.grant ? notice.buttons.grant : notice.buttons.refuse,
      invitation: r.invitation?.invitationId ?? null,
      receipt: receiptId,
      decisions,
    },
  });
  if (r.invitation) await markAnswered(tx, businessId, r.invitation.invitationId, event.seq);
  const token = receiptToken(businessId, receiptId);
  const number = formNumber(randomBytes(16));
  const receipt = insertReceipt(tx, businessId, {
    receiptId,
    tokenHash: tokenHash(token),
    contactId: first.contactId,
    pageId: r.snapshot.pageId,
    versionId: r.snapshot.versionId,
    seq: event.seq,
    locale: r.snapshot.locale,
    formNumber: number,
    subjects: subjects.map((s) => ({ identifier: s.identifier, evidence: s.evidence })),
    nonceHash: r.nonceHash,
    bodyHash: r.bodyHash,
    createdAt: event.at,
  });
  const mail = queueReceiptMail(tx, businessId, {
    version: r.version,
    locale: r.snapshot.locale,
    formNumber: number,
    answeredAt: event.at,
    token,
    decisions,
    subjects,
  });
  await together(
    receipt,
    mail,
    liftSuppressions(tx, businessId, provenGrants(decisions), event.at),
    prepareConfirmation(tx, businessId, { receiptId, decisions, at: event.at }),
  );
  await globalThis.jawortFault?.('after-receipt');
  return { state: 'recorded', receiptToken: token };
}

/** The identifiers this answer speaks for: the invited one with what its link proves, typed ones on their word alone. */
async function subjectsOf(tx: BusinessTx, r: Recording) {
  const { businessId } = r.snapshot;
  const keys = await businessKeys(tx, businessId);
  const subjects: AnswerSubject[] = [];
  const holders = new Map<string, ContactId>();
  let first: KnownIdentifier | null = null;
  const add = async (
    kind: 'phone' | 'email',
    value: string,
    evidence: AnswerSubject['evidence'],
  ): Promise<void> => {
    const known = await findOrNoteContact(tx, keys, { kind, value }, r.head.at);
    if (holders.has(known.identifierId)) return;
    subjects.push({ kind, identifier: known.identifierId, evidence });
    holders.set(known.identifierId, known.contactId);
    first ??= known;
  };
  if (r.invitation) {
    const invited = await revealIdentifier(tx, keys, r.invitation.identifierId);
    invariant(
      invited.kind === 'phone' || invited.kind === 'email',
      'invited by an identifier that reaches nobody',
    );
    await add(invited.kind, invited.value, evidenceOfInvitation(r.invitation.deliveredBy, invited.kind));
  }
  if (r.answer.phone !== null && !subjects.some((s) => s.kind === 'phone'))
    await add('phone', r.answer.phone, 'claimed');
  if (r.answer.email !== null && !subjects.some((s) => s.kind === 'email'))
    await add('email', r.answer.email, 'claimed');
  return { subjects, holders, first: first as KnownIdentifier | null };
}

function personalFields(answer: ReadAnswer): Record<string, string> {
  const fields = { name: answer.name, phone: answer.phone, email: answer.email };
  return Object.fromEntries(
    Object.entries(fields).filter((e): e is [string, NonNullable<(typeof e)[1]>] => e[1] !== null),
  );
}

function hoursBetween(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 3_600_000;
}
