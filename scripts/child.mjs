import { spawn } from 'node:child_process';
import { root } from './tool.mjs';

/** The terminal, npm and we each pass a Ctrl-C on: within this time they are one. */
const sameSignalMs = 1_000;
const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'];

/**
 * Runs the program with our terminal, hands signals on to it, ends it when whoever started us is gone, and ends as
 * it ends.
 * @param {string} command
 * @param {string[]} args
 * @param {'production' | 'development'} mode
 */
export function become(command, args, mode) {
  const child = spawn(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: mode, NEXT_TELEMETRY_DISABLED: '1' },
  });
  let lastMs = -Infinity;
  for (const signal of signals) {
    process.on(signal, () => {
      if (performance.now() - lastMs < sameSignalMs) return;
      lastMs = performance.now();
      child.kill(signal);
    });
  }
  watchParent(child);
  child.once('error', (cause) => {
    process.stderr.write(`The program could not be started: ${cause.message}\n`);
    process.exit(1);
  });
  child.once('exit', (code, signal) => process.exit(code ?? (signal === 'SIGKILL' ? 137 : 1)));
  return child;
}

/**
 * Waits for a step of ours. Whoever ends us means the step as well: left behind, it would write into the next start's.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number | null>} its exit code
 */
export async function untilEnd(child) {
  let ending = false;
  const pass = (signal) => {
    ending = true;
    child.kill(signal);
  };
  for (const signal of signals) process.on(signal, pass);
  try {
    const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
    if (ending) throw new Error('Stopped before it was finished.');
    return code;
  } finally {
    for (const signal of signals) process.off(signal, pass);
  }
}

/** Under npm only: whoever runs the script directly may well close the shell and mean it to stay. */
function watchParent(child) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGTERM');
  }, 500);
  watch.unref();
}
