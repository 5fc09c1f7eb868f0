import { newId } from '#lib/adapters/ids/uuid.ts';
import { seal } from '#lib/adapters/vault/seal.ts';
import type { AnswerSubject } from '#lib/domain/consent/decisions.ts';
import type { ItemDecision } from '#lib/domain/consent/event.ts';
import { evidenceSuffices } from '#lib/domain/consent/evidence.ts';
import type { BusinessId, MailId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { mailsAnHourMax, type ReceiptMail } from '#lib/domain/mail/receipt-mail.ts';
import { firstLocale, knownLocale } from '#lib/domain/template/locales.ts';
import { noticeOf, type Version } from '#lib/domain/template/version.ts';
import { revealIdentifier } from '#lib/services/contact/find-or-note.ts';
import { businessKeys } from '#lib/services/key/process-keys.ts';
import { enqueue } from '#lib/services/ops/enqueue.ts';
import { getBusiness } from '#db/queries/business.ts';
import { getIdentifier } from '#db/queries/contact.ts';
import { insertMail, mailsOfContact } from '#db/queries/mail.ts';
import { getVersion } from '#db/queries/page.ts';
import { stopsOfIdentifiers } from '#db/queries/stop.ts';
import type { BusinessTx } from '#db/in-business.ts';
import { mailKey, mailPlace } from './keys.ts';

export interface AnsweredByMail {
  version: Version;
  locale: string;
  formNumber: string;
  answeredAt: string;
  token: string;
  decisions: readonly ItemDecision[];
  subjects: readonly AnswerSubject[];
}

/**
 * The receipt by mail, where the answer names an address (R41): written down in the answer's own transaction, sent
 * afterwards. An address that was only typed gets it too, because the person asked for it; never more than three in an
 * hour, and never again where one came back, was complained about, or where somebody withdrew everything for it.
 */
export async function queueReceiptMail(
  tx: BusinessTx,
  businessId: BusinessId,
  answered: AnsweredByMail,
): Promise<void> {
  const subject = answered.subjects.find(({ kind }) => kind === 'email');
  if (!subject) return;
  const holder = await getIdentifier(tx, businessId, subject.identifier);
  invariant(holder, 'an answer names an identifier that is not there');
  const { contactId } = holder;
  const before = await mailsOfContact(tx, businessId, contactId, answered.answeredAt);
  if (before.unwanted || before.lastHour >= mailsAnHourMax) return;
  // Whoever it belongs to wants no message at all: a stranger who types it sends none either.
  const stops = await stopsOfIdentifiers(tx, businessId, [subject.identifier]);
  if (stops.some(({ kind, liftedSeq }) => kind === 'withdrawn_all' && liftedSeq === null)) return;

  const to = await revealIdentifier(tx, await businessKeys(tx, businessId), holder.identifierId);
  const mail = await mailOf(tx, businessId, answered, {
    to: to.value,
    typed: subject.evidence === 'claimed',
  });
  const mailId = newId<MailId>();
  const sealed = seal(
    await mailKey(tx, businessId, contactId),
    mailPlace(businessId, mailId),
    JSON.stringify(mail),
  );
  await insertMail(tx, businessId, { mailId, contactId, sealed, at: answered.answeredAt });
  await enqueue(tx, 'send-mail', { businessId, mailId });
}

async function mailOf(
  tx: BusinessTx,
  businessId: BusinessId,
  { version, locale, formNumber, answeredAt, token, decisions }: AnsweredByMail,
  { to, typed }: { to: string; typed: boolean },
): Promise<ReceiptMail> {
  const business = await getBusiness(tx, businessId);
  const stored = await getVersion(tx, businessId, version.id);
  invariant(business && stored, 'an answer without its business or version');
  const { legalName, street, postalCode, town, phone } = business.profile;
  const titles = new Map(noticeOf(version, locale).items.map(({ key, title }) => [key, title]));
  return {
    to,
    typed,
    locale: knownLocale(locale) ?? firstLocale,
    mode: business.mode,
    firm: { legalName, street, postalCode, town, phone },
    formNumber,
    answeredAt,
    versionId: stored.versionId,
    versionNumber: stored.number,
    token,
    lines: decisions.map((d) => ({ title: titles.get(d.item) ?? d.item, choice: choiceOf(d) })),
  };
}

/** As the receipt itself says it: what nobody may rely on yet is not called allowed. */
function choiceOf({ choice, covers, kind }: ItemDecision): ReceiptMail['lines'][number]['choice'] {
  if (choice === 'refused' || covers.length === 0) return 'refused';
  return covers.some(({ evidence, channel }) => evidenceSuffices(evidence, channel, kind))
    ? 'granted'
    : 'waiting';
}
