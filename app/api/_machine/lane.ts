import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { once } from '#lib/once.ts';
import { webResponse } from './answer.ts';
import { machineApp } from './app.ts';
import { checkPath, fastCheck } from './fast-check.ts';
import { metricsLane } from './ops/metrics.ts';
import { problemAnswer } from './problem.ts';
import { requestIdOf } from './request-id.ts';

/** The machine door on our own server, before Next. True when the request was taken. */
export function machineLane(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? '/';
  if (request.method === 'POST' && isAt(url, checkPath)) {
    fastCheck(request, response);
    return true;
  }
  if (isAt(url, '/metrics')) return metricsLane(request, response);
  if (!isMachinePath(url)) return false;
  void listener()(request, response);
  return true;
}

/** Sign-in belongs to the console and is Next's. */
export function isMachinePath(url: string): boolean {
  if (url.startsWith('/api/')) return !isAt(url, '/api/auth') && !url.startsWith('/api/auth/');
  if (url.startsWith('/hooks/')) return true;
  if (isAt(url, '/.well-known/jawort-log-keys')) return true;
  return isAt(url, '/api') || isHealthPath(url);
}

/** What every process answers, whatever it is there for. */
export function isHealthPath(url: string): boolean {
  return isAt(url, '/healthz') || isAt(url, '/readyz') || isAt(url, '/metrics');
}

function isAt(url: string, path: string): boolean {
  return url === path || (url.startsWith(path) && url.charAt(path.length) === '?');
}

function listener() {
  return once('machine.listener', () =>
    getRequestListener((request, env) => machineApp().fetch(request, env), {
      // The process is shared with Next, whose own Request and Response must stay what they are.
      overrideGlobalObjects: false,
      hostname: 'localhost',
      errorHandler: (cause) => webResponse(problemAnswer(cause, requestIdOf(null))),
    }),
  );
}
