import { z } from 'zod';
import { createApiKey } from '#lib/services/api-key/create.ts';
import { revokeApiKey } from '#lib/services/api-key/revoke.ts';
import { StartFault } from '#lib/start-fault.ts';
import { businessBySlug } from './business.ts';
import { reader, type Command } from './command.ts';

const Mode = z.enum(['live', 'test']);
const Scopes = z.array(z.enum(['check', 'write', 'read', 'admin'])).min(1);

export const createKeyCommand: Command = {
  usage: '--business dachdeckerei-muster --mode live|test [--scopes check,write]',
  read: reader(['business', 'mode'], ['scopes']),
  run: async (args) => {
    const mode = Mode.safeParse(args['mode']);
    const scopes = Scopes.safeParse((args['scopes'] ?? 'check').split(','));
    if (!mode.success) throw new StartFault('--mode is live or test.');
    if (!scopes.success)
      throw new StartFault('--scopes takes check, write, read and admin, separated by commas.');
    const { key } = await createApiKey(await businessBySlug(args['business'] ?? ''), {
      mode: mode.data,
      scopes: scopes.data,
    });
    process.stderr.write('This key is shown once. Keep it like a password.\n');
    return [key];
  },
};

export const revokeKeyCommand: Command = {
  usage: '--business dachdeckerei-muster --ends abcd',
  read: reader(['business', 'ends']),
  run: async (args) => {
    const done = await revokeApiKey(await businessBySlug(args['business'] ?? ''), args['ends'] ?? '');
    if (!done)
      throw new StartFault(
        'No living key of this business, or more than one, ends with these four characters.',
      );
    return ['revoked'];
  },
};
