import path from 'node:path';
import { z } from 'zod';
import { StartFault } from '#lib/start-fault.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';
import { ProcessIdentity } from './process-identity.ts';

const Stored = z.object({
  /** The data directory this was written for: a copied folder must not use the original's database. */
  home: z.string(),
  cluster: z.string(),
  program: z.string(),
  port: z.number(),
  /** The process that started the server, or took it over from one that died: the one that stops it. */
  owner: ProcessIdentity,
  /** Roles and database are made. */
  prepared: z.boolean(),
});

/** `database.json`: where the built-in database of a data directory is and who stops it. */
export type BootRecord = z.infer<typeof Stored>;

export async function readRecord(home: string): Promise<BootRecord | null> {
  try {
    return await readPrivateJson(fileOf(home), Stored);
  } catch (cause) {
    throw new StartFault(
      `The file ${fileOf(home)} cannot be read: put it back from your copy, or remove it if the database lies in this folder.`,
      { cause },
    );
  }
}

export async function writeRecord(record: BootRecord): Promise<void> {
  await writePrivateJson(fileOf(record.home), record);
}

function fileOf(home: string): string {
  return path.join(home, 'database.json');
}
