import { log } from '#lib/adapters/log/log.ts';
import { answerFirmPage } from './firm-pages.ts';
import { answerHelp } from './help.ts';
import { shownFor } from './language.ts';
import { answerQuestionPage, type QuestionAt } from './question.ts';
import { answerReceipt } from './receipt.ts';
import { methodNotAllowed, statePage } from './respond.ts';
import { answerShortLink } from './short-link.ts';
import { answerText } from './text.ts';
import { answerWithdraw } from './withdraw.ts';
import { answerUnsubscribe } from './unsubscribe.ts';

/** Everything the customer door may know of a request: no cookie, no session, and of the network only its prefix. */
export interface CustomerRequest {
  method: string;
  path: readonly string[];
  request: Request;
  /** Address prefix of the client, for limits only; never stored. */
  prefix: string;
}

const firstSegments = new Set(['e', 'i', 'r', 's', 't']);
const wholePaths = new Set(['/help', '/accessibility']);

/** Whether an address belongs to this door. `path` is decoded, without the query. */
export function isCustomerPath(path: string): boolean {
  if (wholePaths.has(path)) return true;
  return firstSegments.has(path.split('/')[1] ?? '') && path.split('/').length > 2;
}

/**
 * Door 1: `/e /i /r /s /t /help /accessibility`, mounted before Next and as Next route handlers, the same function behind both. GET and HEAD
 * never change state (link scanners and previews fetch everything); every change is a POST from a visible button.
 */
export async function customerDoor(request: Request, prefix: string): Promise<Response> {
  const path = decodeURIComponent(new URL(request.url).pathname).split('/').slice(1);
  const at = { method: request.method, path, request, prefix };
  try {
    return await route(at);
  } catch (cause) {
    // The code only: an error's text may hold what somebody typed.
    log().error(
      { door: 'customer', segment: path[0], fault: cause instanceof Error ? cause.name : 'unknown' },
      'request failed',
    );
    return statePage('server_error', { status: 503, shown: shownFor(request) });
  }
}

async function route(at: CustomerRequest): Promise<Response> {
  const [first, second, third, ...more] = at.path;
  if (first === 't' && second !== undefined && third === undefined)
    return readOnly(at, () => answerText(at, second));
  if (first === 's' && second !== undefined && third === undefined)
    return readOnly(at, () => answerShortLink(at, second));
  if ((first === 'help' || first === 'accessibility') && second === undefined)
    return readOnly(at, () => answerHelp(at, first));
  if (first === 'r' && second !== undefined && third === undefined)
    return readOrPost(at, () => answerReceipt(at, second));
  if (first === 'r' && second !== undefined && third === 'unsubscribe' && more.length === 0)
    return readOrPost(at, () => answerUnsubscribe(at, second));
  if (first === 'i' && second !== undefined && third === undefined)
    return question(at, { invitationToken: second });
  if (first === 'e' && second !== undefined && third !== undefined && more.length === 0) {
    if (third === 'withdraw')
      return readOrPost(at, () => answerWithdraw(at, { businessSlug: second, pageSlug: null }));
    if (third === 'imprint' || third === 'privacy')
      return readOnly(at, () => answerFirmPage(at, second, third));
    return question(at, { businessSlug: second, pageSlug: third });
  }
  if (first === 'e' && second !== undefined && third !== undefined && more.join('/') === 'withdraw')
    return readOrPost(at, () => answerWithdraw(at, { businessSlug: second, pageSlug: third }));
  return statePage('not_found', { status: 404, shown: shownFor(at.request) });
}

function question(at: CustomerRequest, where: QuestionAt): Promise<Response> {
  return readOrPost(at, () => answerQuestionPage(at, where));
}

async function readOnly(at: CustomerRequest, answer: () => Promise<Response>): Promise<Response> {
  return at.method === 'GET' || at.method === 'HEAD' ? answer() : methodNotAllowed(at.request, 'GET, HEAD');
}

async function readOrPost(at: CustomerRequest, answer: () => Promise<Response>): Promise<Response> {
  return at.method === 'GET' || at.method === 'HEAD' || at.method === 'POST'
    ? answer()
    : methodNotAllowed(at.request, 'GET, HEAD, POST');
}
