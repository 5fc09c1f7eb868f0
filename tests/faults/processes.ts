import { spawn, type ChildProcess } from 'node:child_process';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';

export interface AppProcess {
  readonly port: number;
  readonly pid: number;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<void>;
}

/** Answered, refused (503 and the like), or nobody knows whether it was done. */
export type Reply = { status: number; json: unknown } | 'unknown';

const agent = new http.Agent({ keepAlive: true, maxSockets: 128 });
const running = new Set<ChildProcess>();
const folder = path.join(process.cwd(), '.cache');
const program = path.join(folder, `faults-app-${String(process.pid)}.js`);
let built: Promise<unknown> | null = null;

/** The program of tests/faults/app.ts, as the build makes ours, but with its fault points. */
export async function startProcess(env: Record<string, string>): Promise<AppProcess> {
  built ??= build({
    entryPoints: ['tests/faults/app.ts'],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    jsx: 'automatic',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await built;
  const child = spawn('node_modules/node/bin/node', [program], {
    env: { PATH: process.env['PATH'] ?? '', NODE_ENV: 'production', LOG_LEVEL: 'silent', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  void ended.then(() => running.delete(child));
  const port = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', (line) => resolve(Number(line)));
    child.once('exit', (code) => reject(new Error(`the process ended with ${String(code)}`)));
  });
  return { port, pid: child.pid ?? 0, signal: (signal) => void child.kill(signal), ended };
}

export async function endProcesses(): Promise<void> {
  for (const child of running) child.kill('SIGKILL');
  agent.destroy();
  await rm(program, { force: true });
}

/** One POST. Whatever is not a whole answer within the time is unknown: it may have been done, or be done later. */
export function send(
  port: number,
  { path: at, key = '', body, msMax = 8_000 }: { path: string; key?: string; body: unknown; msMax?: number },
): Promise<Reply> {
  return new Promise((resolve) => {
    const text = JSON.stringify(body);
    const headers = {
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(text)),
      authorization: `Bearer ${key}`,
    };
    const request = http.request({ host: '127.0.0.1', port, path: at, method: 'POST', agent, headers });
    const late = setTimeout(() => request.destroy(), msMax);
    const unknown = () => {
      clearTimeout(late);
      resolve('unknown');
    };
    request.on('error', unknown).on('close', unknown);
    request.on('response', (response) => {
      let got = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (got += chunk));
      response.on('error', unknown).on('aborted', unknown);
      response.on('end', () => {
        clearTimeout(late);
        if (response.complete) resolve({ status: response.statusCode ?? 0, json: JSON.parse(got) });
      });
    });
    request.end(text);
  });
}
