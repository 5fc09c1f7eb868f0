import { log } from '#lib/adapters/log/log.ts';
import { normaliseIdentifier } from '#lib/domain/contact/identifier.ts';
import { openWithdrawPage, withdrawPublicly } from '#lib/services/consent/withdraw-public.ts';
import type { Firm } from '#lib/services/page/open.ts';
import type { WithdrawPage } from '#lib/ui/paper/views.ts';
import type { CustomerRequest } from './door.ts';
import { readForm, single } from './form.ts';
import { frameOf } from './frame.ts';
import { inLanguage, shownFor, type Shown } from './language.ts';
import { secondsToWait } from './limits.ts';
import { respond, statePage } from './respond.ts';

/** At a firm's page, or at the firm's own address where no page is known. */
export type WithdrawAt = { businessSlug: string; pageSlug: string | null };

/** No number and no address is longer; what is longer is a fault of the field, not of the form. */
const contactLengthMax = 320;

/**
 * `/e/{business}/{page}/withdraw`: taking everything back with nothing but a number or an address. It works while the
 * firm is suspended and the page closed, asks no reason, and says the same whether anybody knows that number or not.
 */
export async function answerWithdraw(at: CustomerRequest, where: WithdrawAt): Promise<Response> {
  const shown = shownFor(at.request);
  const firm = await openWithdrawPage(where.businessSlug, where.pageSlug);
  if (!firm) return statePage('not_found', { status: 404, shown });
  const view = viewer(firm, where, shown);
  if (at.method !== 'POST') return respond(view({ state: 'form' }));

  const read = await readForm(at.request);
  if (!read.ok) return statePage('bad_request', { status: read.status, shown });
  const value = single(read.fields, 'contact');
  if (value === null || [...read.fields.keys()].some((name) => name !== 'contact'))
    return statePage('bad_request', { status: 400, shown });
  const who = readWho(value);
  if (typeof who === 'string')
    return respond(view({ state: 'form', value: value.slice(0, contactLengthMax), error: who }), {
      status: 422,
    });

  const limits = await limitsAt(at, firm);
  try {
    await withdrawPublicly(firm, who, limits);
  } catch (cause) {
    log().error(
      { door: 'customer', segment: 'withdraw', fault: cause instanceof Error ? cause.name : 'unknown' },
      'a withdrawal was not stored',
    );
    return respond(view({ state: 'form', value, error: 'not_saved' }), { status: 503 });
  }
  return respond(view({ state: limits.beyond ? 'queued' : 'done' }), {
    headers: { 'x-robots-tag': 'noindex' },
  });
}

function readWho(value: string): { kind: 'phone' | 'email'; value: string } | 'missing' | 'unreadable' {
  if (value.trim() === '') return 'missing';
  if (value.length > contactLengthMax) return 'unreadable';
  const kind = value.includes('@') ? 'email' : 'phone';
  const read = normaliseIdentifier(kind, value);
  return read.ok ? { kind, value: read.value } : 'unreadable';
}

/** Who sends many is not sent away: the No counts, but waits a day before it is more than a No. */
async function limitsAt(at: CustomerRequest, firm: Firm): Promise<{ beyond: boolean; peak: boolean }> {
  if ((await secondsToWait([{ limit: 'no_link_prefix', key: at.prefix }])) !== null)
    return { beyond: true, peak: false };
  const peak = (await secondsToWait([{ limit: 'no_link_firm', key: firm.businessId }])) !== null;
  return { beyond: peak, peak };
}

function viewer(firm: Firm, where: WithdrawAt, shown: Shown) {
  const path = [where.businessSlug, ...(where.pageSlug === null ? [] : [where.pageSlug])].join('/');
  return (now: Pick<WithdrawPage, 'state'> & Partial<WithdrawPage>): WithdrawPage => ({
    kind: 'withdraw',
    ...frameOf(firm, shown),
    action: inLanguage(`/e/${path}/withdraw`, shown),
    value: '',
    error: null,
    ...now,
  });
}
