import net, { type AddressInfo } from 'node:net';

export interface Proxy {
  readonly port: number;
  /** Ends all connections, in the middle of whatever goes through them. */
  readonly cut: () => void;
  /** The question is delivered, the reply is not: from now on, or no longer. */
  readonly swallowReplies: (on: boolean) => void;
  readonly close: () => void;
}

/** A wire that can be cut, before a server on this machine. */
export async function aProxy(target: number): Promise<Proxy> {
  const pairs = new Set<readonly [net.Socket, net.Socket]>();
  let swallowing = false;
  const server = net.createServer((near) => {
    const far = net.connect(target, '127.0.0.1');
    const pair = [near, far] as const;
    pairs.add(pair);
    const end = () => {
      pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    near.on('data', (chunk: Buffer) => void far.write(chunk));
    far.on('data', (chunk: Buffer) => {
      if (swallowing) end();
      else near.write(chunk);
    });
    for (const socket of pair) socket.setNoDelay(true).on('close', end).on('error', end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    cut: () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
    swallowReplies: (on) => (swallowing = on),
    close: () => {
      server.close();
      for (const pair of pairs) for (const socket of pair) socket.destroy();
    },
  };
}
