import { RateLimiterMemory } from 'rate-limiter-flexible';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';
import { Refused } from './problem.ts';

/*
 * In the process, so that no limit needs a look-up. A key has its rate; an address that keeps sending wrong keys has
 * one too, and never slows down anybody whose key is right.
 */

/** Wrong keys from one network in a minute. */
const refusalsPerMinute = 600;

/**
 * One request of this key. Returns the headers that say how much is left (names and values in turn, fields of the
 * HTTP working group's draft); throws `Refused('rate_limited')`.
 */
export async function spendKey(keyId: string): Promise<readonly string[]> {
  const limit = config().checkRatePerKey;
  const policy = `"key";q=${String(limit)};w=1`;
  try {
    const left = await keys().consume(keyId);
    return ['ratelimit-policy', policy, 'ratelimit', `"key";r=${String(left.remainingPoints)};t=1`];
  } catch (cause) {
    throw limited(cause, ['ratelimit-policy', policy, 'ratelimit', '"key";r=0;t=1']);
  }
}

/** True when this network has sent so many wrong keys that we no longer look one up for it. */
export async function isFlooding(network: string): Promise<boolean> {
  const spent = await refusals().get(network);
  return spent !== null && spent.consumedPoints >= refusalsPerMinute;
}

/** Notes a wrong key; throws `Refused('rate_limited')` beyond the limit. */
export async function spendRefusal(network: string): Promise<void> {
  try {
    await refusals().consume(network);
  } catch (cause) {
    throw limited(cause, []);
  }
}

function limited(cause: unknown, headers: readonly string[]): unknown {
  // Told by its shape: Next bundles its own copy of the limiter's classes, and the instance is shared.
  if (typeof cause !== 'object' || cause === null || !('msBeforeNext' in cause)) return cause;
  const seconds = Math.max(1, Math.ceil(Number(cause.msBeforeNext) / 1_000));
  return new Refused('rate_limited', { headers: [...headers, 'retry-after', String(seconds)] });
}

function keys(): RateLimiterMemory {
  return once('limit.keys', () => new RateLimiterMemory({ points: config().checkRatePerKey, duration: 1 }));
}

function refusals(): RateLimiterMemory {
  return once('limit.refusals', () => new RateLimiterMemory({ points: refusalsPerMinute, duration: 60 }));
}
