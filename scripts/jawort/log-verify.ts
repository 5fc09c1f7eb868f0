import { readFile } from 'node:fs/promises';
import { parseNote, type Checkpoint } from '#lib/domain/ledger/checkpoint.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { auditBusiness } from '#lib/services/ledger/audit.ts';
import { verifyLog } from '#lib/services/ledger/verify.ts';
import { StartFault } from '#lib/start-fault.ts';
import { businessBySlug } from './business.ts';
import { reader, type Command } from './command.ts';

/** The checkpoint is one from outside: without it, a log that was rewritten with care agrees with itself. */
export const verifyLogCommand: Command = {
  usage: '--business dachdeckerei-muster [--checkpoint note.txt]',
  read: reader(['business'], ['checkpoint']),
  run: async (args) => {
    const businessId = await businessBySlug(args['business'] ?? '');
    const file = args['checkpoint'];
    const outside = file === undefined ? null : await checkpointIn(file, businessId);
    const found = [...(await verifyLog(businessId, outside)), ...(await auditBusiness(businessId))];
    if (found.length > 0)
      throw new StartFault(
        ['The log does not hold:', ...found.map((f) => `  ${f.kind} ${f.where}`)].join('\n'),
      );
    return [
      outside === null
        ? 'the log agrees with itself; give --checkpoint to compare it with one from outside'
        : `the log holds, and its first ${String(outside.size)} entries are those of the checkpoint`,
    ];
  },
};

async function checkpointIn(file: string, businessId: BusinessId): Promise<Checkpoint> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new StartFault('--checkpoint must name a readable file.', { cause });
  });
  const checkpoint = parseNote(text)?.checkpoint;
  if (!checkpoint) throw new StartFault('The file holds no checkpoint as docs/proof-format.md describes it.');
  if (!checkpoint.origin.endsWith(`/log/${businessId}`))
    throw new StartFault('The checkpoint is of another log than this business’s.');
  return checkpoint;
}
