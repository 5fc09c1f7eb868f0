import { readFileSync } from 'node:fs';
import net from 'node:net';

/*
 * The load: keep-alive connections, each with one request under way, over bare sockets, because a client that costs as
 * much as the server measures itself. Arguments: port, file with { requests }, connections, seconds, and the requests a
 * second where they come at a rate of their own; without it each connection asks again as soon as it is answered.
 * Prints { requests, all, seconds, not200, cpuSeconds, p50Ms, p99Ms }; `all` counts the warm-up too. At a rate, a request
 * is timed from the instant it was due: one that had to wait for a connection has waited.
 */
const [port = '', file = '', connections = '64', seconds = '3', rate = '0'] = process.argv.slice(2);
const { requests } = JSON.parse(readFileSync(file, 'utf8')) as { requests: string[] };
const buffers = requests.map((text) => Buffer.from(text));
const warmUpMs = 1_000;
const perMs = Number(rate) / 1_000;

let next = 0;
let done = 0;
let all = 0;
let not200 = 0;
let counting = false;
const latenciesMs: number[] = [];
const idle: ((dueAt: number) => void)[] = [];
const due: number[] = [];

for (let i = 0; i < Number(connections); i += 1) connect();
if (perMs > 0) pace();
setTimeout(() => {
  const startedAt = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  counting = true;
  setTimeout(
    () => {
      const used = process.cpuUsage(cpu);
      const measured = Number(process.hrtime.bigint() - startedAt) / 1e9;
      latenciesMs.sort((a, b) => a - b);
      process.stdout.write(
        JSON.stringify({
          requests: done,
          all,
          seconds: measured,
          not200,
          cpuSeconds: (used.user + used.system) / 1e6,
          p50Ms: latenciesMs[Math.floor(latenciesMs.length * 0.5)] ?? 0,
          p99Ms: latenciesMs[Math.floor(latenciesMs.length * 0.99)] ?? 0,
        }),
      );
      process.exit(0);
    },
    Number(seconds) * 1_000,
  );
}, warmUpMs);

/** A request falls due every so often, whether or not the last ones have been answered. */
function pace(): void {
  const startedAt = performance.now();
  let count = 0;
  setInterval(() => {
    while (startedAt + count / perMs <= performance.now()) {
      const dueAt = startedAt + count / perMs;
      count += 1;
      const ask = idle.pop();
      if (ask) ask(dueAt);
      else due.push(dueAt);
    }
  }, 1);
}

function connect(): void {
  const socket = net.connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  let pending: Buffer | null = null;
  let askedAt = 0;
  const ask = (dueAt: number) => {
    askedAt = dueAt;
    socket.write(buffers[next] ?? '');
    next = next + 1 === buffers.length ? 0 : next + 1;
  };
  const free = () => {
    if (perMs === 0) ask(performance.now());
    else if (due.length > 0) ask(due.shift() ?? 0);
    else idle.push(ask);
  };
  socket.on('connect', free);
  socket.on('data', (chunk) => {
    const bytes = pending === null ? chunk : Buffer.concat([pending, chunk]);
    if (!isWhole(bytes)) {
      pending = bytes;
      return;
    }
    pending = null;
    all += 1;
    if (counting) {
      done += 1;
      latenciesMs.push(performance.now() - askedAt);
    }
    // "HTTP/1.1 200"
    if (bytes[9] !== 0x32 || bytes[10] !== 0x30) not200 += 1;
    free();
  });
  socket.on('error', (cause) => {
    process.stderr.write(`${cause.message}\n`);
    process.exit(1);
  });
}

const lengthName = Buffer.from('content-length: ');

/** The end of an answer by its length; where it comes in pieces, by the last of them. */
function isWhole(bytes: Buffer): boolean {
  const at = bytes.indexOf(lengthName);
  if (at === -1) return isWholeOtherwise(bytes);
  const end = bytes.indexOf('\r\n\r\n', at);
  if (end === -1) return false;
  let length = 0;
  for (let i = at + lengthName.length; (bytes[i] ?? 0) >= 0x30; i += 1)
    length = length * 10 + (bytes[i] ?? 0) - 0x30;
  return bytes.length >= end + 4 + length;
}

function isWholeOtherwise(bytes: Buffer): boolean {
  const head = bytes.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/iu.exec(bytes.toString('latin1', 0, head))?.[1];
  if (length !== undefined) return bytes.length >= head + 4 + Number(length);
  return bytes.toString('latin1', bytes.length - 5) === '0\r\n\r\n';
}
