import { readReport, type Signed } from '#lib/adapters/mail/report.ts';
import type { ConsentLine } from '#lib/domain/consent/state.ts';
import { parseUuid, type BusinessId, type ContactId, type MailId } from '#lib/domain/ids.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { inBusiness, type BusinessTx } from '#db/in-business.ts';
import { linesOfContact } from '#db/queries/consent-state.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { getMail, moveMail } from '#db/queries/mail.ts';

/**
 * Takes a report about a mail. One that came back is never followed by another; a complaint ends advertising by e-mail as
 * well. `false`: not signed as it must be. Reports about mails we do not know, and other reports, change nothing.
 */
export async function takeMailReport(signed: Signed): Promise<boolean> {
  const report = readReport(signed);
  if (!report) return false;
  const businessId = parseUuid<BusinessId>(report.tags['business'] ?? '');
  const mailId = parseUuid<MailId>(report.tags['mail'] ?? '');
  if (businessId === null || mailId === null) return true;
  if (report.type === 'email.bounced') await noteBounce(businessId, mailId);
  if (report.type === 'email.complained') await noteComplaint(businessId, mailId);
  return true;
}

async function noteBounce(businessId: BusinessId, mailId: MailId): Promise<void> {
  await inBusiness(businessId, (tx) =>
    moveMail(tx, businessId, mailId, { from: ['queued', 'sent', 'failed'], to: 'bounced' }),
  );
}

async function noteComplaint(businessId: BusinessId, mailId: MailId): Promise<void> {
  await inBusiness(businessId, async (tx) => {
    const mail = await getMail(tx, businessId, mailId);
    if (!mail) return;
    const moved = await moveMail(tx, businessId, mailId, {
      from: ['queued', 'sent', 'failed', 'bounced'],
      to: 'complained',
    });
    if (moved) await endAdvertising(tx, businessId, mail.contactId);
  });
}

/** Who calls our mail spam wants none of the firm's advertising there either (Art. 21(3) GDPR leaves no weighing). */
async function endAdvertising(tx: BusinessTx, businessId: BusinessId, contactId: ContactId): Promise<void> {
  const head = await lockLog(tx, businessId);
  const lines = await linesOfContact(tx, businessId, contactId);
  const ending = lines.filter(isAdvertisingByEmail);
  if (ending.length === 0) return;
  await recordConsent(tx, businessId, head, {
    kind: 'withdrawn',
    contact: contactId,
    holders: new Map(ending.map(({ identifier }) => [identifier, contactId])),
    body: {
      how: 'mail_header',
      receipt: null,
      scope: 'advertising email',
      targets: ending.map(({ purpose, channel, identifier, evidence }) => ({
        purpose,
        channel,
        identifier,
        evidence,
      })),
      stops: [],
    },
  });
}

function isAdvertisingByEmail({ channel, kind, choice }: ConsentLine): boolean {
  return channel === 'email' && kind === 'advertising' && choice === 'granted';
}
