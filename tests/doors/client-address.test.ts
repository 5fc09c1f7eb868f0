import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { addressPrefix, clientAddress, forwardedAddress } from '#app/_doors/client-address.ts';
import { forget } from '#lib/once.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  forget('config');
});

function behind(proxies: number): void {
  vi.stubEnv('TRUSTED_PROXIES', String(proxies));
  forget('config');
}

function from(peer: string, forwarded?: string): IncomingMessage {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const request = new IncomingMessage(socket);
  if (forwarded !== undefined) request.headers['x-forwarded-for'] = forwarded;
  return request;
}

describe('where a request came from', () => {
  test('without a proxy of ours it is the peer, whatever the request claims', () => {
    behind(0);
    expect(clientAddress(from('192.0.2.7', '198.51.100.1'))).toBe('192.0.2.7');
    expect(forwardedAddress(new Headers({ 'x-forwarded-for': '198.51.100.1' }))).toBe('');
  });

  test.each([
    [1, '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    [2, '203.0.113.9, 198.51.100.1, 192.0.2.2', '198.51.100.1'],
    [2, '198.51.100.1', '198.51.100.1'],
    [1, ' 198.51.100.1 ', '198.51.100.1'],
  ])('behind %i of our proxies it is the entry the outermost of them wrote', (proxies, header, address) => {
    behind(proxies);
    expect(clientAddress(from('192.0.2.7', header))).toBe(address);
  });

  test.each([
    ['192.0.2.7', '192.0.2.200', true],
    ['192.0.2.7', '192.0.3.7', false],
    ['::ffff:192.0.2.7', '192.0.2.9', true],
    ['2001:db8:1:2ff::1', '2001:db8:1:2ab::9', true],
    ['2001:db8:1:2ff::1', '2001:db8:1:3ff::1', false],
    ['nonsense', '', true],
  ])('%s and %s are one network: %s', (a, b, same) => {
    expect(addressPrefix(a) === addressPrefix(b)).toBe(same);
  });
});
