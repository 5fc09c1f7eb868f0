import { become } from './child.mjs';
import { node24, prepare, sayFault } from './prepare.mjs';

/** `npm start` on a machine with Node 20 and npm: packages, build, then the server under the Node we ship. */
try {
  await prepare((line) => process.stdout.write(`${line}\n`));
  become(node24, ['dist/server.js', `--with-parent=${process.pid}`], 'production');
} catch (cause) {
  sayFault(cause);
  process.exit(1);
}
