import http, { type RequestListener, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, StartFault } from '#lib/start-fault.ts';

const limits = {
  requestTimeout: 15_000,
  headersTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8_192,
};

/** A listening server, or a `StartFault` that names the port and what to do. */
export async function listen({
  host,
  port,
  answer,
}: {
  host: string;
  port: number;
  answer: RequestListener;
}): Promise<Server> {
  const server = http.createServer(limits, answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(faultOf(cause, { host, port })));
    server.listen(port, host, resolve);
  });
  return server;
}

/**
 * Ends a server without cutting anyone off: for `graceMs` it still answers (each answer closes its connection, which
 * the caller's listener sees to), then takes no more, and waits up to `limitMs` for the answers under way.
 */
export async function drain(
  server: Server,
  { graceMs, limitMs }: { graceMs: number; limitMs: number },
): Promise<void> {
  await sleep(graceMs);
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const limit = setTimeout(() => server.closeAllConnections(), limitMs);
  await closed;
  clearTimeout(limit);
}

export async function hasConnections(server: Server): Promise<boolean> {
  return new Promise((resolve) =>
    server.getConnections((cause, count) => resolve(cause !== null || count > 0)),
  );
}

function faultOf(cause: unknown, { host, port }: { host: string; port: number }): unknown {
  switch (codeOf(cause) ?? '') {
    case 'EADDRINUSE':
      return new StartFault(
        `Port ${String(port)} is used by another program (perhaps another Jawort): stop it, or choose another port, for example PORT=${String(port === 65_535 ? 3000 : port + 1)} npm start.`,
        { cause },
      );
    case 'EACCES':
      return new StartFault(
        `This user may not listen on port ${String(port)}: choose one from 1024 upwards in PORT.`,
        { cause },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return new StartFault(
        `The setting HOST is "${host}", which is no address of this machine: use 127.0.0.1, or 0.0.0.0 for all.`,
        { cause },
      );
    default:
      return cause;
  }
}
