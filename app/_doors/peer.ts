import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { once } from '#lib/once.ts';
import { addressPrefix, clientAddress, forwardedAddress } from './client-address.ts';

const header = 'x-jawort-peer';
const viaProxy = ['forwarded', 'via', 'x-real-ip', 'cf-connecting-ip'];

export interface Peer {
  /** The network the request came from, for limits. */
  network: string;
  /** From this machine itself, past no proxy that says so. */
  isThisMachine: boolean;
}

/**
 * Pages behind Next see headers and no socket. Our own server writes down what it sees there, before anything is taken
 * out of the headers, under a secret of this process: what a client sends by that name counts for nothing.
 */
export function markPeer(request: IncomingMessage): void {
  if (!/^\/(?:console|metrics)/u.test(request.url ?? '')) return;
  const near = isLoopbackAddress(request.socket.remoteAddress ?? '') && !wasForwarded(request);
  const value = [secret(), near ? 'near' : 'far', addressPrefix(clientAddress(request))].join(' ');
  request.headers[header] = value;
  request.rawHeaders.push(header, value);
}

/** What our own server saw; without it (Next alone) the network as far as proxies of ours tell it, and never this machine. */
export function peerOf(headers: Headers): Peer {
  const [mark, where, network] = (headers.get(header) ?? '').split(' ');
  if (mark !== secret() || network === undefined)
    return { network: addressPrefix(forwardedAddress(headers)), isThisMachine: false };
  return { network, isThisMachine: where === 'near' };
}

function wasForwarded({ headers }: IncomingMessage): boolean {
  return Object.keys(headers).some((name) => name.startsWith('x-forwarded-') || viaProxy.includes(name));
}

function isLoopbackAddress(address: string): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/u.test(address);
}

function secret(): string {
  return once('peer.secret', () => randomBytes(16).toString('base64url'));
}
