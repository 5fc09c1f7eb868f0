import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { getRequestListener } from '@hono/node-server';
import { machineLane } from '#app/api/_machine/lane.ts';
import { once } from '#lib/once.ts';
import { addressPrefix, clientAddress } from './client-address.ts';
import { customerDoor, isCustomerPath } from './customer/door.ts';

/** Below one network packet compressing costs more than it saves. */
const compressBytesMin = 1_000;
const compress = promisify(gzip);

/**
 * The doors that answer before Next: machines, health, customers. True when the request was taken. Next's own mounts of
 * the same handlers serve hosts that have no server of ours.
 */
export function fastLane(request: IncomingMessage, response: ServerResponse): boolean {
  if (machineLane(request, response)) return true;
  if (!isCustomerPath(pathOf(request))) return false;
  void customers()(request, response);
  return true;
}

function customers() {
  return once('lane.customers', () =>
    getRequestListener(
      async (request, env) => {
        const { incoming } = env as { incoming: IncomingMessage };
        return packed(request, await customerDoor(request, addressPrefix(clientAddress(incoming))));
      },
      { overrideGlobalObjects: false },
    ),
  );
}

/** Next compresses by itself; before it, we do. */
async function packed(request: Request, answer: Response): Promise<Response> {
  const wanted = /\bgzip\b/u.test(request.headers.get('accept-encoding') ?? '');
  const body = Buffer.from(await answer.arrayBuffer());
  const headers = new Headers(answer.headers);
  headers.append('vary', 'accept-encoding');
  if (!wanted || body.length < compressBytesMin)
    return new Response(body.length > 0 ? body : null, { status: answer.status, headers });
  headers.set('content-encoding', 'gzip');
  return new Response(new Uint8Array(await compress(body)), { status: answer.status, headers });
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? '/';
  const end = url.indexOf('?');
  return decodeURIComponent(end === -1 ? url : url.slice(0, end));
}
