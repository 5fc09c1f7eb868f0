import { readFileSync } from 'node:fs';
import net from 'node:net';

/*
 * The load: keep-alive connections, each with one request under way, over bare sockets, because a client that costs as
 * much as the server measures itself. Arguments: port, file with { requests }, connections, seconds.
 * Prints { requests, all, seconds, not200, cpuSeconds }; `all` counts the warm-up too.
 */
const [port = '', file = '', connections = '64', seconds = '3'] = process.argv.slice(2);
const { requests } = JSON.parse(readFileSync(file, 'utf8')) as { requests: string[] };
const buffers = requests.map((text) => Buffer.from(text));
const warmUpMs = 1_000;

let next = 0;
let done = 0;
let all = 0;
let not200 = 0;
let counting = false;

for (let i = 0; i < Number(connections); i += 1) connect();
setTimeout(() => {
  const startedAt = process.hrtime.bigint();
  const cpu = process.cpuUsage();
  counting = true;
  setTimeout(
    () => {
      const used = process.cpuUsage(cpu);
      const measured = Number(process.hrtime.bigint() - startedAt) / 1e9;
      process.stdout.write(
        JSON.stringify({
          requests: done,
          all,
          seconds: measured,
          not200,
          cpuSeconds: (used.user + used.system) / 1e6,
        }),
      );
      process.exit(0);
    },
    Number(seconds) * 1_000,
  );
}, warmUpMs);

function connect(): void {
  const socket = net.connect({ port: Number(port), host: '127.0.0.1', noDelay: true });
  let pending: Buffer | null = null;
  const ask = () => {
    socket.write(buffers[next] ?? '');
    next = next + 1 === buffers.length ? 0 : next + 1;
  };
  socket.on('connect', ask);
  socket.on('data', (chunk) => {
    const bytes = pending === null ? chunk : Buffer.concat([pending, chunk]);
    if (!isWhole(bytes)) {
      pending = bytes;
      return;
    }
    pending = null;
    all += 1;
    if (counting) done += 1;
    // "HTTP/1.1 200"
    if (bytes[9] !== 0x32 || bytes[10] !== 0x30) not200 += 1;
    ask();
  });
  socket.on('error', (cause) => {
    process.stderr.write(`${cause.message}\n`);
    process.exit(1);
  });
}

const lengthName = Buffer.from('content-length: ');

function isWhole(bytes: Buffer): boolean {
  const at = bytes.indexOf(lengthName);
  const end = at === -1 ? -1 : bytes.indexOf('\r\n\r\n', at);
  if (end === -1) return false;
  let length = 0;
  for (let i = at + lengthName.length; (bytes[i] ?? 0) >= 0x30; i += 1)
    length = length * 10 + (bytes[i] ?? 0) - 0x30;
  return bytes.length >= end + 4 + length;
}
