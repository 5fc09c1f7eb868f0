import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { config } from '#lib/config.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { authenticate } from '#lib/services/api-key/authenticate.ts';

const DemoKeys = z.object({ live: z.string(), test: z.string() });
export type DemoKeys = z.infer<typeof DemoKeys>;

/**
 * Keys are shown once and stored as hashes; only the demo's own are kept in clear, in the data directory beside the
 * other secrets of the embedded database, so that the printed call works after every start.
 */
export async function keepDemoKeys(businessId: BusinessId, keys: DemoKeys): Promise<void> {
  await writeFile(file(), JSON.stringify({ businessId, ...keys }), { mode: 0o600 });
}

/** `null` when there are none, or when they no longer open the demo (another database, revoked). */
export async function readDemoKeys(businessId: BusinessId): Promise<DemoKeys | null> {
  const text = await readFile(file(), 'utf8').catch(() => null);
  const parsed = text === null ? null : DemoKeys.safeParse(parsedJson(text));
  if (!parsed?.success) return null;
  const { live, test } = parsed.data;
  const [forLive, forTest] = [await authenticate(`Bearer ${live}`), await authenticate(`Bearer ${test}`)];
  return forLive?.ownerId === businessId && forTest?.ownerId === businessId ? { live, test } : null;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function file(): string {
  return path.join(config().dataDir, 'demo-keys.json');
}
