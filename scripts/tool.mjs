import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { performance } from 'node:perf_hooks';

/** Runs under whatever Node is on the machine (20 and up); the tools themselves run under the Node we ship. */
export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
export const shippedNode = join(root, 'node_modules/.bin/node');

/**
 * Runs one tool by its file, because the `.bin` shims would find the machine's own Node.
 * @param {string} name what the reader of the output sees
 * @param {string[]} args script below the root, then its arguments
 * @param {{env?: Record<string, string>, show?: boolean, limitMs?: number}} [options] `show` passes the output on
 *   while it comes; past `limitMs` the tool is ended and has failed
 * @returns {Promise<{name: string, ok: boolean, ms: number, output: string}>}
 */
export function runTool(name, args, { env = {}, show = false, limitMs } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(shippedNode, args, { cwd: root, env: { ...toolEnvironment(), ...env } });
    const stop = () => child.kill('SIGTERM');
    const limit = limitMs === undefined ? undefined : setTimeout(stop, limitMs);
    const ended = () => {
      stop();
      child.on('close', () => process.exit(143)); // whoever ends us means the tool as well
    };
    process.on('SIGTERM', ended);
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        output += text;
        if (show) process.stdout.write(text);
      });
    }
    const done = (ok) => {
      clearTimeout(limit);
      process.off('SIGTERM', ended);
      resolve({ name, ok, ms: Math.round(performance.now() - started), output });
    };
    child.on('error', (cause) => {
      output += `${cause.message}\n`;
      done(false);
    });
    child.on('close', (code) => done(code === 0));
  });
}

/** A NODE_ENV from outside turns React's test build and `npm ci` into something else than what ships. */
function toolEnvironment() {
  const { NODE_ENV: _dropped, ...rest } = process.env;
  return { ...rest, PATH: `${join(root, 'node_modules/.bin')}${delimiter}${rest.PATH ?? ''}` };
}
