import { identifierKindOf } from '#lib/domain/catalogue/channels.ts';
import { AnswerForm } from '#lib/domain/consent/form.ts';
import type { TemplateItem } from '#lib/domain/template/draft.ts';
import { localesOf, noticeOf } from '#lib/domain/template/version.ts';
import { answerQuestion, type AnswerOutcome } from '#lib/services/consent/answer.ts';
import { openInvitation, openPage, type OpenedPage, type OpenQuestion } from '#lib/services/page/open.ts';
import { recallLocale, recallQuestion } from '#lib/services/page/recall.ts';
import type { FieldError, QuestionPage } from '#lib/ui/paper/views.ts';
import type { CustomerRequest } from './door.ts';
import { readForm, single } from './form.ts';
import { frameOf } from './frame.ts';
import { inLanguage, shownFor, wishOf, type Shown } from './language.ts';
import { secondsToWait } from './limits.ts';
import { respond, seeOther, statePage } from './respond.ts';

/** The public page of a firm, or one person's link to it. */
export type QuestionAt = { businessSlug: string; pageSlug: string } | { invitationToken: string };

/** `/e/{business}/{page}` and `/i/{token}`: GET shows the question, POST records the answer. */
export async function answerQuestionPage(at: CustomerRequest, where: QuestionAt): Promise<Response> {
  if (at.method !== 'POST') return show(at, await open(at, where), where);

  const form = await readAnswerForm(at.request);
  if (typeof form === 'number')
    return statePage('bad_request', { status: form, shown: shownFor(at.request) });
  const wait = await secondsToWait([
    { limit: 'answer_prefix', key: at.prefix },
    { limit: 'answer_firm', key: 'businessSlug' in where ? where.businessSlug : where.invitationToken },
  ]);
  if (wait !== null)
    return keepTyping(at, where, form, {
      status: 429,
      code: 'too_many',
      headers: { 'retry-after': String(wait) },
    });
  try {
    return await translate(at, await answerQuestion(where, form), where, form);
  } catch (cause) {
    // Nothing was stored. What was typed must not be lost with it.
    const kept = await keepTyping(at, where, form, { status: 503, code: 'not_saved' });
    if (kept.status === 503) return kept;
    throw cause;
  }
}

async function translate(
  at: CustomerRequest,
  outcome: AnswerOutcome,
  where: QuestionAt,
  form: AnswerForm,
): Promise<Response> {
  switch (outcome.state) {
    case 'recorded':
      // The copy is kept in the language that was read: nothing has to go along.
      return seeOther(`/r/${outcome.receiptToken}`);
    case 'nothing_stored': {
      const opened = await open(at, where);
      if (opened.state !== 'open') return show(at, opened, where);
      const shown = shownOf(at, opened);
      const questionUrl = inLanguage(addressOf(where), shown);
      return respond({ kind: 'declined', ...frameOf(opened.firm, shown), questionUrl });
    }
    case 'faults': {
      const opened = await open(at, where);
      if (opened.state !== 'open') return show(at, opened, where);
      return respond(view(at, opened, where, { form, errors: outcome.faults, sameForm: true }), {
        status: 422,
      });
    }
    case 'look_again':
    case 'text_changed': {
      const opened = await open(at, where);
      if (opened.state !== 'open') return show(at, opened, where);
      return respond(view(at, opened, where, { form, errors: [], sameForm: false }), { status: 409 });
    }
    case 'already_answered':
      return show(at, { ...(await firmOf(at, where)), state: 'already_answered', receiptToken: null }, where);
    case 'paused':
    case 'suspended':
      return show(at, { ...(await firmOf(at, where)), state: outcome.state }, where);
    case 'not_found':
      return statePage('not_found', { status: 404, shown: shownFor(at.request) });
  }
}

type Opened =
  | OpenedPage
  | {
      state: 'already_answered' | 'paused' | 'suspended';
      firm: null;
      preferred: null;
      receiptToken?: null;
    };

function show(at: CustomerRequest, opened: Opened, where: QuestionAt): Promise<Response> {
  const firm = 'firm' in opened && opened.firm ? { firm: opened.firm } : {};
  const shown = shownFor(at.request, { preferred: 'preferred' in opened ? opened.preferred : null });
  switch (opened.state) {
    case 'open':
      return respond(
        view(at, opened, where, null),
        'invitationToken' in where ? { headers: { 'x-robots-tag': 'noindex' } } : {},
      );
    case 'not_found':
      return statePage('not_found', { status: 404, shown });
    case 'expired':
      return statePage('expired', { status: 410, shown, ...firm });
    case 'already_answered':
      return statePage('already_answered', {
        status: 200,
        shown,
        ...firm,
        ...(opened.receiptToken ? { againUrl: inLanguage(`/r/${opened.receiptToken}`, shown) } : {}),
      });
    case 'paused':
      return statePage('paused', { status: 200, shown, ...firm });
    case 'suspended':
      return statePage('suspended', { status: 200, shown, ...firm });
  }
}

interface Attempt {
  form: AnswerForm;
  errors: readonly FieldError[];
  /** Keep the form's own snapshot (its nonce makes a later double submit one answer), or draw the new text's. */
  sameForm: boolean;
}

function view(
  at: CustomerRequest,
  opened: OpenQuestion,
  where: QuestionAt,
  attempt: Attempt | null,
): QuestionPage {
  // A form that goes on stays in the language it was signed for: what is answered is what was read.
  const signed = attempt?.sameForm === true ? recallLocale(attempt.form.snapshot) : null;
  const shown = { ...shownOf(at, opened), ...(signed ? { locale: signed } : {}) };
  const items = opened.version.content.draft.items;
  const byEmailOnly = opened.invitation !== null && !opened.invitation.phoneKnown;
  return {
    kind: 'question',
    ...frameOf(opened.firm, shown),
    versionNumber: opened.versionNumber,
    versionUrl: inLanguage(`/t/${opened.version.id}`, shown),
    notice: noticeOf(opened.version, shown.locale),
    action: inLanguage(addressOf(where), shown),
    snapshot: attempt?.sameForm === true ? attempt.form.snapshot : opened.snapshot,
    contact: opened.invitation ? { kind: 'known', shown: opened.invitation.shown } : { kind: 'typed' },
    needs: {
      name: true,
      phone: reaches(items, 'phone') && (opened.invitation === null || byEmailOnly),
      email: byEmailOnly ? 'no' : 'optional',
    },
    values: attempt
      ? {
          name: attempt.form.name,
          phone: attempt.form.phone,
          email: attempt.form.email,
          ticked: attempt.form.item,
        }
      : { name: '', phone: '', email: '', ticked: [] },
    errors: attempt?.errors ?? [],
    changed: attempt !== null && !attempt.sameForm,
    notMineUrl: null,
  };
}

function shownOf(at: CustomerRequest, opened: OpenQuestion): Shown {
  return shownFor(at.request, { preferred: opened.preferred, offered: localesOf(opened.version) });
}

function reaches(items: readonly TemplateItem[], kind: 'phone' | 'email'): boolean {
  return items.some((i) => i.channels.some((c) => identifierKindOf(c) === kind));
}

/** The form again with every tick and every field, when the answer could not be taken; from memory if the database is away. */
async function keepTyping(
  at: CustomerRequest,
  where: QuestionAt,
  form: AnswerForm,
  fault: { status: 429 | 503; code: 'too_many' | 'not_saved'; headers?: Record<string, string> },
): Promise<Response> {
  const recalled = recallQuestion(form.snapshot);
  const state = fault.status === 429 ? 'rate_limited' : 'server_error';
  if (!recalled)
    return statePage(state, {
      status: fault.status,
      shown: shownFor(at.request),
      ...(fault.headers ? { headers: fault.headers } : {}),
    });
  const errors = [{ field: 'form' as const, code: fault.code }];
  return respond(view(at, recalled, where, { form, errors, sameForm: true }), {
    status: fault.status,
    ...(fault.headers ? { headers: fault.headers } : {}),
  });
}

async function readAnswerForm(request: Request): Promise<AnswerForm | 400 | 413 | 415> {
  const read = await readForm(request);
  if (!read.ok) return read.status;
  const { item = [], ...rest } = Object.fromEntries(read.fields);
  if (Object.values(rest).some((values) => values.length !== 1)) return 400;
  const known = {
    name: single(read.fields, 'name'),
    phone: single(read.fields, 'phone'),
    email: single(read.fields, 'email'),
  };
  const parsed = AnswerForm.safeParse({
    ...Object.fromEntries(Object.entries(rest).map(([k, v]) => [k, v[0]])),
    ...known,
    item,
  });
  return parsed.success ? parsed.data : 400;
}

function open(at: CustomerRequest, where: QuestionAt): Promise<OpenedPage> {
  const wish = wishOf(at.request);
  return 'invitationToken' in where
    ? openInvitation(where.invitationToken, wish)
    : openPage(where.businessSlug, where.pageSlug, wish);
}

async function firmOf(
  at: CustomerRequest,
  where: QuestionAt,
): Promise<{ firm: OpenQuestion['firm']; preferred: string | null } | { firm: null; preferred: null }> {
  const opened = await open(at, where);
  return 'firm' in opened
    ? { firm: opened.firm, preferred: opened.preferred }
    : { firm: null, preferred: null };
}

function addressOf(where: QuestionAt): string {
  return 'invitationToken' in where
    ? `/i/${where.invitationToken}`
    : `/e/${where.businessSlug}/${where.pageSlug}`;
}
