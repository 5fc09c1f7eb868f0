import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm } from 'node:fs/promises';
import type { z } from 'zod';
import { codeOf } from '#lib/start-fault.ts';

/** Whole or not at all, and for our eyes only (0600): beside it first, synced, then renamed over it. */
export async function writePrivateJson(file: string, value: unknown): Promise<void> {
  const part = `${file}.${randomUUID()}`;
  try {
    const handle = await open(part, 'wx', 0o600);
    try {
      await handle.writeFile(`${JSON.stringify(value, null, 2)}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
}

/** `null` when it is not there; throws when it is there and not what it should be. */
export async function readPrivateJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  }
  return schema.parse(JSON.parse(text));
}
