import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import { config } from '#lib/config.ts';
import { once } from '#lib/once.ts';

/**
 * How many forms one network prefix, one link and one firm may send, times PUBLIC_RATE. Kept in this process's memory
 * and nowhere else. Withdrawing has limits of its own, far wider: whoever wants out must get out.
 */
const limits = {
  answer_prefix: { points: 30, duration: 600 },
  answer_firm: { points: 600, duration: 600 },
  withdraw_prefix: { points: 120, duration: 600 },
  withdraw_link: { points: 60, duration: 600 },
  // Without a link; beyond these the No still counts, and the firm is told.
  no_link_prefix: { points: 5, duration: 3_600 },
  no_link_firm: { points: 50, duration: 86_400 },
} as const;
export type Limit = keyof typeof limits;

/** Counts one act against each limit; the seconds to wait when one is used up, `null` when there is room. */
export async function secondsToWait(spend: readonly { limit: Limit; key: string }[]): Promise<number | null> {
  for (const { limit, key } of spend) {
    try {
      await limiter(limit).consume(key);
    } catch (refused) {
      if (isRefusal(refused)) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
      throw refused;
    }
  }
  return null;
}

function limiter(limit: Limit): RateLimiterMemory {
  return once(`limit.${limit}`, () => {
    const { points, duration } = limits[limit];
    return new RateLimiterMemory({
      keyPrefix: limit,
      points: Math.max(1, Math.round(points * config().publicRate)),
      duration,
    });
  });
}

function isRefusal(value: unknown): value is RateLimiterRes {
  return typeof value === 'object' && value !== null && 'msBeforeNext' in value;
}
