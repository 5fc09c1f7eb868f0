import { config } from '#lib/config.ts';
import { WithdrawForm } from '#lib/domain/consent/form.ts';
import { withdrawByReceipt } from '#lib/services/consent/withdraw.ts';
import { openReceipt, type OpenReceipt } from '#lib/services/receipt/open.ts';
import type { ReceiptPage } from '#lib/ui/paper/views.ts';
import type { CustomerRequest } from './door.ts';
import { readForm } from './form.ts';
import { frameOf, timeZone } from './frame.ts';
import { inLanguage, shownFor, wishOf, type Shown } from './language.ts';
import { secondsToWait } from './limits.ts';
import { respond, seeOther, statePage } from './respond.ts';

/** `/r/{token}`: the customer's copy; POST withdraws one line or all, at once and without a question (R47). */
export async function answerReceipt(at: CustomerRequest, token: string): Promise<Response> {
  if (at.method !== 'POST') {
    const receipt = await openReceipt(token, wishOf(at.request));
    if (!receipt) return statePage('not_found', { status: 404, shown: shownFor(at.request) });
    const shown = shownFor(at.request, { preferred: receipt.locale });
    return respond(view(receipt, token, shown), { headers: { 'x-robots-tag': 'noindex' } });
  }
  const shown = shownFor(at.request);
  const read = await readForm(at.request);
  if (!read.ok) return statePage('bad_request', { status: read.status, shown });
  const parsed = WithdrawForm.safeParse(
    Object.fromEntries([...read.fields].map(([k, v]) => [k, v.length === 1 ? v[0] : v])),
  );
  if (!parsed.success) return statePage('bad_request', { status: 400, shown });
  const wait = await secondsToWait([
    { limit: 'withdraw_prefix', key: at.prefix },
    { limit: 'withdraw_link', key: token },
  ]);
  if (wait !== null)
    return statePage('rate_limited', { status: 429, shown, headers: { 'retry-after': String(wait) } });

  const { withdraw } = parsed.data;
  const done = await withdrawByReceipt(token, withdraw === 'all' ? 'all' : { item: withdraw });
  return done ? seeOther(inLanguage(`/r/${token}`, shown)) : statePage('not_found', { status: 404, shown });
}

function view(receipt: OpenReceipt, token: string, shown: Shown): ReceiptPage {
  const { lines } = receipt;
  return {
    kind: 'receipt',
    ...frameOf(receipt.firm, shown),
    state: stateOf(receipt),
    code: receipt.formNumber,
    receiptUrl: `${config().appUrl}/r/${token}`,
    answeredAt: receipt.answeredAt,
    timeZone,
    versionNumber: receipt.versionNumber,
    // The text as it was read, also where the copy itself is read in another language.
    versionUrl: `/t/${receipt.versionId}?l=${receipt.locale}`,
    textLocale: receipt.locale,
    evidence: receipt.evidence,
    withdrawal: receipt.withdrawnAt === null ? null : { at: receipt.withdrawnAt, by: 'person' },
    lines: lines.map((l) => ({
      key: l.item,
      title: l.title,
      titleLocale: l.titleLocale,
      choice: l.choice,
      at: l.at === receipt.answeredAt ? null : l.at,
      withdrawable: l.choice === 'granted' || l.choice === 'waiting',
    })),
    withdrawAll: lines.some((l) => l.choice === 'granted' || l.choice === 'waiting'),
    action: inLanguage(`/r/${token}`, shown),
    confirm: receipt.confirm && { ...receipt.confirm, refreshUrl: inLanguage(`/r/${token}`, shown) },
  };
}

function stateOf({ lines }: OpenReceipt): ReceiptPage['state'] {
  const some = (choice: OpenReceipt['lines'][number]['choice']) => lines.some((l) => l.choice === choice);
  const alive = some('granted') || some('waiting');
  if (some('withdrawn')) return alive ? 'withdrawn_partly' : 'withdrawn';
  if (!alive) return 'refused';
  if (!some('granted')) return 'waiting';
  return some('refused') ? 'partly' : 'granted';
}
