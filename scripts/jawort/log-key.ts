import { rotateLogKey } from '#lib/services/log-key/rotate.ts';
import { reader, type Command } from './command.ts';

export const rotateLogKeyCommand: Command = {
  usage: '',
  read: reader([]),
  run: async () => [
    `checkpoints are signed by ${await rotateLogKey()} from now on; the old key stays in the history`,
  ],
};
