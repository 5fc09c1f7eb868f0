import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** Node's own clock ticks for CPU time in /proc: 100 a second on every Linux we know. */
const ticksPerSecond = 100;

export interface Running {
  readonly port: number;
  readonly pid: number;
  /** CPU seconds used so far, all threads; null where there is no /proc. */
  readonly cpuSeconds: () => number | null;
  readonly stop: () => Promise<void>;
}

export async function runServer(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  port: number,
  readyAt = '/readyz',
): Promise<Running> {
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'inherit'] });
  await reachable(child, port, readyAt);
  return {
    port,
    pid: child.pid ?? 0,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    stop: async () => {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function reachable(child: ChildProcess, port: number, readyAt: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${String(child.exitCode)}`);
    const answered = await fetch(`http://127.0.0.1:${String(port)}${readyAt}`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await sleep(50);
  }
  throw new Error('the server did not come up');
}

/** CPU seconds of a process and all its children, for the database: each of its connections is a process. */
export function familyCpuSeconds(pid: number): number | null {
  const own = cpuSecondsOf(pid);
  if (own === null) return null;
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && Number(statOf(name)?.[1]) === pid)
    .map((name) => cpuSecondsOf(Number(name)) ?? 0);
  return children.reduce((sum, each) => sum + each, own);
}

function cpuSecondsOf(pid: number): number | null {
  const fields = statOf(String(pid));
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : null;
}

/** The fields after the program's name; null where there is no /proc or the process has ended. */
function statOf(pid: string): string[] | null {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? null;
  } catch {
    return null;
  }
}
