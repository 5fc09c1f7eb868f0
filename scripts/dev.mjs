import { spawn } from 'node:child_process';
import { ensureInstalled } from './install.mjs';
import { node24, PrepareFault, sayFault } from './prepare.mjs';
import { root } from './tool.mjs';

/** `npm run dev`: the same process; pages reload by Next, the rest by a restart (the database takes part of a second). */
let server = null;
let wanted = true;

try {
  await ensureInstalled();
  const { context } = await import('esbuild');
  const { bundleOptions } = await import('./bundle.mjs');
  const restart = {
    name: 'restart',
    setup: (build) => build.onEnd(({ errors }) => (errors.length === 0 ? run() : undefined)),
  };
  const watching = await context({ ...bundleOptions('development'), plugins: [restart] });
  await watching.watch();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
    process.on(signal, () => {
      wanted = false;
      void Promise.all([stopped(), watching.dispose()]).then(() => process.exit(0));
    });
  }
} catch (cause) {
  sayFault(
    cause instanceof PrepareFault ? cause : new Error(`Development could not start: ${cause.message}`),
  );
  process.exit(1);
}

async function run() {
  await stopped();
  if (!wanted) return;
  const child = spawn(node24, ['dist/server-dev.js', `--with-parent=${process.pid}`], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
  });
  server = child;
  // A server that ends by itself has said why; the next saved file starts it again.
  child.once('exit', () => (server = server === child ? null : server));
}

async function stopped() {
  const child = server;
  if (child === null) return;
  server = null;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
