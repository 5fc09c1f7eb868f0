import {
  authenticate,
  authenticateRemembered,
  recallKey,
  type KeyContext,
} from '#lib/services/api-key/authenticate.ts';
import { Refused } from './problem.ts';
import { isFlooding, spendRefusal } from './rate-limit.ts';

export interface Caller {
  readonly authorization: string | null;
  /** The network of the caller's address, for limits only. */
  readonly network: string;
}

/** For the check: where a key leads may be remembered, because the check's statement reads the key again. */
export async function rememberedKey(caller: Caller): Promise<KeyContext> {
  return recallKey(caller.authorization) ?? admitted(caller, authenticateRemembered);
}

/** For every other address: the key is read now. Throws `Refused('key_invalid')`, the same for every wrong key. */
export async function freshKey(caller: Caller): Promise<KeyContext> {
  return admitted(caller, authenticate);
}

async function admitted(caller: Caller, read: typeof authenticate): Promise<KeyContext> {
  if (await isFlooding(caller.network)) await spendRefusal(caller.network);
  const context = await read(caller.authorization);
  if (context) return context;
  await spendRefusal(caller.network);
  throw unauthorised();
}

export function unauthorised(): Refused {
  return new Refused('key_invalid', { headers: ['www-authenticate', 'Bearer realm="jawort"'] });
}
