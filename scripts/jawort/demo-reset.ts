import { emptyDatabase } from '#db/empty.ts';
import { migrate } from '#db/migrate.ts';
import { seedDemo } from '#lib/services/demo/seed.ts';
import { StartFault } from '#lib/start-fault.ts';
import { reader, type Command } from './command.ts';

/** Everything anew. What was recorded cannot be changed, so the demo starts over with an empty database. */
export const demoResetCommand: Command = {
  usage: '',
  read: reader([]),
  run: async (_args, { appUrl, adminUrl, embedded }) => {
    if (!embedded || adminUrl === null)
      throw new StartFault('Only the built-in database can be reset; yours stays as it is.');
    if ((await emptyDatabase(adminUrl)) === 'in_use')
      throw new StartFault('Stop Jawort first, then reset the demo.');
    await migrate({ adminUrl, appUrl });
    const facts = await seedDemo();
    return [`page ${facts.page_url}`, `key ${facts.live_key}`];
  },
};
