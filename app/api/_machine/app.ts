import type { IncomingMessage } from 'node:http';
import { Hono, type Context } from 'hono';
import { addressPrefix, clientAddress, forwardedAddress } from '#app/_doors/client-address.ts';
import { once } from '#lib/once.ts';
import { emptyAnswer, webResponse } from './answer.ts';
import type { MachineContext } from './context.ts';
import { postResendHook } from './hooks/resend.ts';
import { getLogKeys } from './log-keys.ts';
import { getOpenApi } from './openapi.ts';
import { getHealth, getReady } from './ops/health.ts';
import { problemAnswer, Refused } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { postCheck } from './v1/checks.ts';
import { postInboundMessage } from './v1/inbound-messages.ts';
import { postInvitation } from './v1/invitations.ts';
import { getCheckpoint, getConsistency, getInclusion } from './v1/ledger.ts';
import { postWithdrawal } from './v1/withdrawals.ts';

type Handler = (at: MachineContext) => Response | Promise<Response>;
type Method = 'GET' | 'POST';

/** Table of contents of the machine door. What stands here stands in docs/openapi.json, and a test says so. */
export const routes: Readonly<Record<string, Partial<Record<Method, Handler>>>> = {
  '/api/v1/checks': { POST: postCheck },
  '/api/v1/invitations': { POST: postInvitation },
  '/api/v1/inbound-messages': { POST: postInboundMessage },
  '/api/v1/withdrawals': { POST: postWithdrawal },
  '/api/v1/ledger/checkpoint': { GET: getCheckpoint },
  '/api/v1/ledger/inclusion': { GET: getInclusion },
  '/api/v1/ledger/consistency': { GET: getConsistency },
  '/.well-known/jawort-log-keys': { GET: getLogKeys },
  '/api/openapi.json': { GET: getOpenApi },
  '/healthz': { GET: getHealth },
  '/readyz': { GET: getReady },
};

/** What services of ours report: no part of the API, and not in its document. */
const hooks: typeof routes = { '/hooks/resend': { POST: postResendHook } };

/** Present only on our own server; behind Next there are headers and nothing else. */
type Bindings = { incoming?: IncomingMessage } | undefined;

export function machineApp(): Hono {
  return once('machine.app', makeApp);
}

function makeApp(): Hono {
  const app = new Hono();
  for (const [path, methods] of Object.entries({ ...routes, ...hooks })) {
    const allow = allowed(methods);
    app.all(path, (c) => {
      const at = contextOf(c);
      const handler = handlerOf(methods, c.req.method);
      if (handler) return handler(at);
      if (c.req.method === 'OPTIONS') return webResponse(emptyAnswer(204, at.requestId, ['allow', allow]));
      return webResponse(
        problemAnswer(new Refused('method_not_allowed', { headers: ['allow', allow] }), at.requestId),
      );
    });
  }
  app.notFound((c) => webResponse(problemAnswer(new Refused('not_found'), contextOf(c).requestId)));
  app.onError((cause, c) => webResponse(problemAnswer(cause, contextOf(c).requestId)));
  return app;
}

/** HEAD is GET without its body (RFC 9110, 9.3.2); the server leaves the body out. */
function handlerOf(methods: Partial<Record<Method, Handler>>, method: string): Handler | undefined {
  if (method === 'GET' || method === 'HEAD') return methods.GET;
  return method === 'POST' ? methods.POST : undefined;
}

function allowed(methods: Partial<Record<Method, Handler>>): string {
  return [...(methods.GET ? ['GET', 'HEAD'] : []), ...(methods.POST ? ['POST'] : []), 'OPTIONS'].join(', ');
}

function contextOf(c: Context): MachineContext {
  const request = c.req.raw;
  const { incoming } = (c.env as Bindings) ?? {};
  const address = incoming ? clientAddress(incoming) : forwardedAddress(request.headers);
  return {
    request,
    requestId: requestIdOf(request.headers.get('x-request-id')),
    network: addressPrefix(address),
  };
}
