import { openDatabase } from '#db/boot/open.ts';
import { sentenceOf, StartFault } from '#lib/start-fault.ts';
import { createBusinessCommand, resumeBusinessCommand, suspendBusinessCommand } from './jawort/business.ts';
import { demoResetCommand } from './jawort/demo-reset.ts';
import { createKeyCommand, revokeKeyCommand } from './jawort/key.ts';
import { rotateLogKeyCommand } from './jawort/log-key.ts';
import { verifyLogCommand } from './jawort/log-verify.ts';
import { migrateCommand } from './jawort/migrate.ts';
import { pausePageCommand, resumePageCommand } from './jawort/page.ts';
import { signInCommand } from './jawort/sign-in.ts';
import type { Command } from './jawort/command.ts';

/** `npm run jawort -- …`: what an operator does from a terminal. Answers go to standard output, the rest to standard error. */
const commands: Record<string, Command> = {
  migrate: migrateCommand,
  'business create': createBusinessCommand,
  'business suspend': suspendBusinessCommand,
  'business resume': resumeBusinessCommand,
  'key create': createKeyCommand,
  'key revoke': revokeKeyCommand,
  'log verify': verifyLogCommand,
  'log-key rotate': rotateLogKeyCommand,
  'page pause': pausePageCommand,
  'page resume': resumePageCommand,
  'sign-in': signInCommand,
  'demo reset': demoResetCommand,
};

const words = process.argv.slice(2);
const two = words.slice(0, 2).join(' ');
const name = Object.hasOwn(commands, two) ? two : (words[0] ?? '');
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;

if (!command) {
  const list = Object.entries(commands).map(([known, { usage }]) =>
    `  npm run jawort -- ${known} ${usage}`.trimEnd(),
  );
  process.stderr.write(`Commands:\n${list.join('\n')}\n`);
  process.exit(words.length === 0 || words[0] === 'help' || words[0] === '--help' ? 0 : 2);
}

try {
  const args = command.read(words.slice(name.split(' ').length));
  const database = await openDatabase((line) => void process.stderr.write(`${line}\n`));
  try {
    for (const line of await command.run(args, database)) process.stdout.write(`${line}\n`);
  } finally {
    await (await import('#db/client.ts')).closePools();
    await (await import('#lib/adapters/queue/boss.ts')).closeQueue();
    await database.stop();
  }
} catch (cause) {
  process.stderr.write(
    `${cause instanceof StartFault ? cause.message : sentenceOf(cause).replace('Jawort could not start: ', '')}\n`,
  );
  process.exitCode = 1;
}
