import { afterEach, describe, expect, test, vi } from 'vitest';
import { newId } from '#lib/adapters/ids/uuid.ts';

const VERSION_7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const millisecondsOf = (id: string) => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

describe('newId', () => {
  afterEach(() => void vi.useRealTimers());

  test('ids have the shape of UUIDv7 and begin with the time', () => {
    const before = Date.now();
    const id = newId();
    expect(id).toMatch(VERSION_7);
    expect(millisecondsOf(id)).toBeGreaterThanOrEqual(before);
    expect(millisecondsOf(id)).toBeLessThanOrEqual(Date.now() + 1);
  });

  test('50,000 ids in a row ascend, repeat nothing and keep their shape', () => {
    const ids = Array.from({ length: 50_000 }, () => newId());
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual(ids);
    expect(ids.every((id) => VERSION_7.test(id))).toBe(true);
  });

  test('ids still ascend when the clock stands still or steps back', () => {
    vi.useFakeTimers({ now: Date.now() + 10_000 });
    const standing = Array.from({ length: 10_000 }, () => newId());
    vi.setSystemTime(Date.now() - 60_000);
    const back = Array.from({ length: 10 }, () => newId());
    const ids = [...standing, ...back];
    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('times beyond 32 bits of milliseconds are written whole', () => {
    vi.useFakeTimers({ now: Date.UTC(2200, 0, 1) });
    expect(millisecondsOf(newId())).toBe(Date.UTC(2200, 0, 1));
  });

  test('the random part differs from id to id in every place', () => {
    const tails = Array.from({ length: 2_000 }, () => newId().slice(20));
    for (let place = 0; place < 16; place += 1) {
      if (place === 3) continue; // the hyphen
      expect(new Set(tails.map((tail) => tail[place])).size).toBe(16);
    }
  });
});
