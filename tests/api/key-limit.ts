import { RateLimiterMemory } from 'rate-limiter-flexible';
import { forget, once } from '#lib/once.ts';

/** For tests that ask more in a second than a key may, about something else than limits. */
export function liftKeyLimit(): void {
  forget('limit.keys');
  once('limit.keys', () => new RateLimiterMemory({ points: 1_000_000, duration: 1 }));
}
