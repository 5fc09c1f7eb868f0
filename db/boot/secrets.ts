import { createHash, randomBytes } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { StartFault } from '#lib/start-fault.ts';
import { readPrivateJson, writePrivateJson } from './private-file.ts';

const Stored = z.object({
  /** base64; null when JAWORT_MASTER_KEY was given at the first start: then it is nowhere on this disk. */
  master_key: z.string().nullable(),
  master_key_sha256: z.string(),
  auth_secret: z.string(),
  passwords: z.object({ superuser: z.string(), owner: z.string(), login: z.string() }),
});
type Stored = z.infer<typeof Stored>;

export type Secrets = {
  readonly masterKey: Uint8Array;
  readonly authSecret: string;
  readonly passwords: Stored['passwords'];
};

/**
 * The secrets of the built-in database and of what is stored in it: made once, kept in `secrets.json` (0600).
 * Never made anew over existing data: with another master key everything in it would be unreadable for good.
 */
export async function keepSecrets(
  dataDir: string,
  given: { masterKey: Uint8Array | null; authSecret: string | null; dataExists: boolean },
): Promise<Secrets> {
  const file = path.join(dataDir, 'secrets.json');
  const stored = (await readStored(file)) ?? (await makeStored(file, given));
  const masterKey =
    given.masterKey ??
    (stored.master_key === null ? null : new Uint8Array(Buffer.from(stored.master_key, 'base64')));
  if (masterKey === null)
    throw new StartFault(
      'The setting JAWORT_MASTER_KEY is missing: the data were first written with a key given there, so give the same key again.',
    );
  if (sha256(masterKey) !== stored.master_key_sha256)
    throw new StartFault(
      `The setting JAWORT_MASTER_KEY is not the key the data in ${dataDir} were written with: give that key, or leave the setting out if it was.`,
    );
  return { masterKey, authSecret: given.authSecret ?? stored.auth_secret, passwords: stored.passwords };
}

export function newPasswords(): Stored['passwords'] {
  const password = () => randomBytes(24).toString('base64url');
  return { superuser: password(), owner: password(), login: password() };
}

async function readStored(file: string): Promise<Stored | null> {
  try {
    return await readPrivateJson(file, Stored);
  } catch (cause) {
    throw new StartFault(`The secrets in ${file} cannot be read: put the file back from your copy.`, {
      cause,
    });
  }
}

async function makeStored(
  file: string,
  given: { masterKey: Uint8Array | null; dataExists: boolean },
): Promise<Stored> {
  if (given.dataExists)
    throw new StartFault(
      `The secrets in ${file} are missing, and without them the data beside it cannot be read: put the file back, or name another folder in JAWORT_DATA_DIR.`,
    );
  const masterKey = given.masterKey ?? new Uint8Array(randomBytes(32));
  const stored: Stored = {
    master_key: given.masterKey === null ? Buffer.from(masterKey).toString('base64') : null,
    master_key_sha256: sha256(masterKey),
    auth_secret: randomBytes(32).toString('base64url'),
    passwords: newPasswords(),
  };
  await writePrivateJson(file, stored);
  return stored;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
