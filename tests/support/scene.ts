import { randomBytes } from 'node:crypto';
import type { AnswerForm } from '#lib/domain/consent/form.ts';
import { demoProfile } from '#lib/domain/business/demo-firm.ts';
import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import type { BusinessId, PageId, VersionId } from '#lib/domain/ids.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { TemplateDraft } from '#lib/domain/template/draft.ts';
import { authenticate, type KeyContext } from '#lib/services/api-key/authenticate.ts';
import { createApiKey, type Scope } from '#lib/services/api-key/create.ts';
import { createBusiness } from '#lib/services/business/create.ts';
import { answerQuestion, type AnswerOutcome } from '#lib/services/consent/answer.ts';
import { createInvitation, type CreateInvitation } from '#lib/services/invitation/create.ts';
import { openInvitation, openPage, type OpenQuestion } from '#lib/services/page/open.ts';
import { publishVersion } from '#lib/services/template/publish.ts';

export interface Firm {
  businessId: BusinessId;
  twinId: BusinessId;
  slug: string;
  pageSlug: string;
  pageId: PageId;
  versionId: VersionId;
  liveKey: string;
  live: KeyContext;
}

/** A firm of this test's own with one live page and a key for everything. */
export async function aFirm(
  options: { draft?: TemplateDraft; profile?: BusinessProfile; scopes?: Scope[] } = {},
): Promise<Firm> {
  const slug = `firma-${randomBytes(5).toString('hex')}`;
  const { businessId, twinId } = await createBusiness({
    slug,
    profile: options.profile ?? demoProfile,
    ownerUserId: null,
  });
  const draft = options.draft ?? rooferDraft;
  const { pageId, versionId } = await publishVersion(businessId, { pageSlug: 'auftrag', draft, by: 'test' });
  const { key } = await createApiKey(businessId, {
    mode: 'live',
    scopes: options.scopes ?? ['check', 'write', 'read', 'admin'],
  });
  return {
    businessId,
    twinId,
    slug,
    pageSlug: 'auftrag',
    pageId,
    versionId,
    liveKey: key,
    live: await contextOf(key),
  };
}

export async function contextOf(key: string): Promise<KeyContext> {
  const context = await authenticate(`Bearer ${key}`);
  if (!context) throw new Error('the key of the scene does not open');
  return context;
}

let nextNumber = 0;
/** A phone number nobody else in this test file has, from the range set aside for fiction (0176 040690xx). */
export function aPhone(): string {
  nextNumber += 1;
  if (nextNumber > 99) throw new Error('this file uses up the sample numbers');
  return `+49176040690${String(nextNumber).padStart(2, '0')}`;
}

export type Filled = Partial<Omit<AnswerForm, 'snapshot'>>;

export function formOf(question: OpenQuestion, filled: Filled): AnswerForm {
  return {
    snapshot: question.snapshot,
    item: [],
    name: '',
    phone: '',
    email: '',
    choice: 'grant',
    ...filled,
  };
}

/** Opens the public page and answers it. */
export async function answerPage(firm: Firm, filled: Filled): Promise<AnswerOutcome> {
  const question = await openPage(firm.slug, firm.pageSlug);
  if (question.state !== 'open') throw new Error(`page is ${question.state}`);
  return answerQuestion({ businessSlug: firm.slug, pageSlug: firm.pageSlug }, formOf(question, filled));
}

/** Invites the number and answers through the personal link. */
export async function answerInvitation(
  firm: Firm,
  phone: string,
  filled: Filled,
  deliveredBy: CreateInvitation['delivered_by'] = 'whatsapp',
): Promise<AnswerOutcome> {
  const { token } = await createInvitation(firm.live, {
    contact: { phone },
    page: firm.pageSlug,
    delivered_by: deliveredBy,
  });
  const question = await openInvitation(token);
  if (question.state !== 'open') throw new Error(`invitation is ${question.state}`);
  return answerQuestion({ invitationToken: token }, formOf(question, filled));
}

export function receiptOf(outcome: AnswerOutcome): string {
  if (outcome.state !== 'recorded') throw new Error(`answer was ${outcome.state}`);
  return outcome.receiptToken;
}
