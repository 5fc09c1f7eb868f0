import { migrate } from '#db/migrate.ts';
import { StartFault } from '#lib/start-fault.ts';
import { reader, type Command } from './command.ts';

export const migrateCommand: Command = {
  usage: '',
  read: reader([]),
  run: async (_args, { appUrl, adminUrl }) => {
    if (adminUrl === null)
      throw new StartFault('Set DATABASE_ADMIN_URL to the owner of the database, then run this again.');
    const { applied } = await migrate({ adminUrl, appUrl });
    return [applied === 0 ? 'The database is up to date.' : `Migrations applied: ${String(applied)}`];
  },
};
