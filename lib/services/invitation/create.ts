import { z } from 'zod';
import { newId } from '#lib/adapters/ids/uuid.ts';
import { ContactQuestion } from '#lib/domain/check/question.ts';
import { coversOf } from '#lib/domain/consent/decisions.ts';
import { evidenceOfInvitation } from '#lib/domain/consent/invitation-evidence.ts';
import { addPeriod } from '#lib/domain/consent/period.ts';
import { Conflict, Forbidden, Invalid, NotFound } from '#lib/domain/errors.ts';
import type { InvitationId } from '#lib/domain/ids.ts';
import { invariant } from '#lib/domain/invariant.ts';
import { noticeLocales } from '#lib/domain/template/locales.ts';
import { tokenHash } from '#lib/domain/token/public-token.ts';
import type { KeyContext } from '#lib/services/api-key/authenticate.ts';
import { readContact } from '#lib/services/contact/read.ts';
import { findOrNoteContact } from '#lib/services/contact/find-or-note.ts';
import { settleNoes } from '#lib/services/consent/settle.ts';
import { actOnce, type Once } from '#lib/services/idempotency/act-once.ts';
import { recordConsent } from '#lib/services/ledger/record.ts';
import { newPublicToken } from '#lib/services/page/open.ts';
import { rememberVersion } from '#lib/services/page/version-memory.ts';
import { getBusiness } from '#db/queries/business.ts';
import { insertInvitation } from '#db/queries/invitation.ts';
import { lockLog } from '#db/queries/ledger.ts';
import { findPageBySlug, getVersion } from '#db/queries/page.ts';
import { cooledDownAt, Cooldown } from './cooldown.ts';

export const CreateInvitation = z.strictObject({
  contact: ContactQuestion,
  page: z.string().min(1).max(60),
  delivered_by: z.enum(['whatsapp', 'sms', 'email', 'print', 'none']),
  locale: z.enum(noticeLocales).optional(),
  /** ISO 8601 duration of at most 90 days; 14 days if left out. */
  expires_in: z
    .string()
    .regex(/^P(?:[1-9]|[1-8]\d|90)D$/u)
    .optional(),
});
export type CreateInvitation = z.infer<typeof CreateInvitation>;

export interface CreatedInvitation {
  id: InvitationId;
  token: string;
  expiresAt: string;
  notes: string[];
  asOf: string;
}

/**
 * A personal link for one contact. How it was delivered is the caller's statement and is kept with the caller's key;
 * it decides what answering it proves. Throws Conflict('cooldown') with `wait_until` after a No.
 */
export async function createInvitation(
  ctx: KeyContext,
  input: CreateInvitation,
  once: Once<CreatedInvitation> | null = null,
): Promise<CreatedInvitation> {
  if (!ctx.scopes.includes('write')) throw new Forbidden('scope_missing');
  const who = readContact(input.contact);
  if (who.kind !== 'phone' && who.kind !== 'email') {
    throw new Invalid('contact_not_reachable', {
      issues: [{ path: 'contact', code: 'needs_phone_or_email' }],
    });
  }
  const kind = who.kind;
  const { businessId } = ctx;
  return actOnce(ctx, once, async (tx) => {
    const locked = await lockLog(tx, businessId);
    const business = await getBusiness(tx, businessId);
    if (business?.state !== 'active') throw new Conflict('business_suspended');
    const page = await findPageBySlug(tx, businessId, input.page);
    if (!page?.currentVersionId || page.state === 'draft') throw new NotFound('page_not_found');
    const known = await findOrNoteContact(tx, ctx.keys, who, locked.at);
    const head = await settleNoes(tx, businessId, locked, [known.identifierId]);
    const waitUntil = await cooledDownAt(tx, businessId, known.identifierId, head.at);
    if (waitUntil !== null) throw new Cooldown(waitUntil);

    const stored = await getVersion(tx, businessId, page.currentVersionId);
    invariant(stored, 'page shows a version that is not there');
    const { draft } = rememberVersion(stored, business).content;
    const invitationId = newId<InvitationId>();
    const token = newPublicToken(businessId);
    const expiresAt = addPeriod(head.at, input.expires_in ?? 'P14D');
    const attestedBy = `key:${ctx.keyId}`;
    await insertInvitation(tx, businessId, {
      invitationId,
      tokenHash: tokenHash(token),
      contactId: known.contactId,
      identifierId: known.identifierId,
      pageId: page.pageId,
      deliveredBy: input.delivered_by,
      attestedBy,
      locale: input.locale ?? null,
      createdAt: head.at,
      expiresAt,
    });
    const subject = {
      kind,
      identifier: known.identifierId,
      evidence: evidenceOfInvitation(input.delivered_by, kind),
    };
    const event = await recordConsent(tx, businessId, head, {
      kind: 'requested',
      contact: known.contactId,
      holders: new Map([[known.identifierId, known.contactId]]),
      body: {
        invitation: invitationId,
        page: page.pageId,
        version: stored.versionId,
        delivered_by: input.delivered_by,
        attested_by: attestedBy,
        items: draft.items.map((i) => ({
          item: i.key,
          kind: i.kind,
          covers: coversOf(i, [subject]),
          recipients: i.recipients,
        })),
      },
    });
    return { id: invitationId, token, expiresAt, notes: ['no_inbound_on_file'], asOf: String(event.seq + 1) };
  });
}
