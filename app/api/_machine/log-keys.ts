import { z } from 'zod';
import { config } from '#lib/config.ts';
import { listLogKeys } from '#lib/services/log-key/list.ts';
import { jsonAnswer, webResponse } from './answer.ts';
import type { MachineContext } from './context.ts';
import { problemAnswer } from './problem.ts';

const instant = z.iso.datetime({ precision: 6 });

export const LogKeysBody = z.strictObject({
  algorithm: z.literal('Ed25519'),
  origin_prefix: z.string().meta({
    description: 'Logs are called this and the id of the business. Before a move they had another host.',
  }),
  keys: z.array(
    z.strictObject({
      id: z
        .string()
        .regex(/^[0-9a-f]{16}$/u)
        .meta({ description: 'SHA-256 of the public key, first 8 bytes.' }),
      public_key: z
        .string()
        .regex(/^[A-Za-z0-9+/]{43}=$/u)
        .meta({ description: '32 bytes in base 64 (RFC 8032).' }),
      created_at: instant,
      retired_at: instant.nullable().meta({ description: 'Since when it signs no more.' }),
    }),
  ),
});

/** `GET /.well-known/jawort-log-keys`: who may have signed a checkpoint. For everybody, and for keeping. */
export async function getLogKeys({ requestId }: MachineContext): Promise<Response> {
  try {
    const keys = (await listLogKeys()).map(({ keyId, publicKey, createdAt, retiredAt }) => ({
      id: keyId,
      public_key: publicKey.toString('base64'),
      created_at: createdAt,
      retired_at: retiredAt,
    }));
    const told: z.infer<typeof LogKeysBody> = {
      algorithm: 'Ed25519',
      origin_prefix: `${new URL(config().appUrl).host}/log/`,
      keys,
    };
    const answer = webResponse(jsonAnswer(200, told, { requestId }));
    // The same for everybody; short, so that a new key is known before much is signed by it.
    answer.headers.set('cache-control', 'public, max-age=300');
    answer.headers.set('access-control-allow-origin', '*');
    return answer;
  } catch (cause) {
    return webResponse(problemAnswer(cause, requestId));
  }
}
