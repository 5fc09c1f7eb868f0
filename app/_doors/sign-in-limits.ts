import { RateLimiterMemory } from 'rate-limiter-flexible';
import { config } from '#lib/config.ts';
import { sha256 } from '#lib/domain/canonical/hash.ts';
import { once } from '#lib/once.ts';

/** Mails to one address, and mails one network asks for, in an hour; times PUBLIC_RATE. In this process's memory only. */
const mailsAddress = 3;
const mailsNetwork = 10;
const hourSeconds = 3_600;

/** Counts one mail asked for, whoever the address belongs to. Minutes to wait when there is no room, else `null`. */
export async function minutesToWait(at: { email: string; network: string }): Promise<number | null> {
  try {
    await limiter('network', mailsNetwork).consume(at.network);
    await limiter('address', mailsAddress).consume(sha256(at.email).toString('hex'));
    return null;
  } catch (refused) {
    if (typeof refused !== 'object' || refused === null || !('msBeforeNext' in refused)) throw refused;
    return Math.max(1, Math.ceil(Number(refused.msBeforeNext) / 60_000));
  }
}

function limiter(name: 'network' | 'address', points: number): RateLimiterMemory {
  return once(
    `limit.sign_in_${name}`,
    () =>
      new RateLimiterMemory({
        keyPrefix: `sign_in_${name}`,
        points: Math.max(1, Math.round(points * config().publicRate)),
        duration: hourSeconds,
      }),
  );
}
