import { become } from './child.mjs';
import { node24, prepare, sayFault } from './prepare.mjs';

/** `npm run jawort -- …`: the operators' command. What it prints is its answer, so we speak on the other stream. */
try {
  await prepare((line) => process.stderr.write(`${line}\n`));
  become(node24, ['dist/jawort.js', ...process.argv.slice(2)], 'production');
} catch (cause) {
  sayFault(cause);
  process.exit(1);
}
