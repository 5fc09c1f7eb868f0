import { randomFillSync } from 'node:crypto';

// One call for 16 bytes costs ten times the UUID itself: draw 8 KB at a time.
const pool = Buffer.allocUnsafe(8_192);
let poolOffset = pool.length;

let lastMs = 0;
let counter = 0;

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A new UUIDv7 (RFC 9562, section 5.7). Ids of one process ascend, also within a millisecond and when the
 * wall clock steps back (section 6.2, method 1: a 12-bit counter in `rand_a`). 62 bits stay random.
 * The order is for index locality only: nothing may read an id as the order of events or as a secret.
 */
export function newId<T extends string>(): T {
  if (poolOffset + 10 > pool.length) {
    randomFillSync(pool);
    poolOffset = 0;
  }
  const r = poolOffset;
  poolOffset += 10;

  const nowMs = Date.now();
  if (nowMs > lastMs) {
    lastMs = nowMs;
    // The top bit starts at 0, so at least 2,048 ids fit before the counter runs over.
    counter = pool.readUInt16BE(r) & 0x7ff;
  } else {
    counter += 1;
    if (counter > 0xfff) {
      lastMs += 1;
      counter = pool.readUInt16BE(r) & 0x7ff;
    }
  }

  const high = Math.floor(lastMs / 0x1_0000_0000);
  const low = lastMs >>> 0;
  const text = `${hex(high >>> 8)}${hex(high)}${hex(low >>> 24)}${hex(low >>> 16)}-${hex(low >>> 8)}${hex(low)}-${hex(
    0x70 | (counter >>> 8),
  )}${hex(counter)}-${hex(0x80 | (pool.readUInt8(r + 2) & 0x3f))}${hex(pool.readUInt8(r + 3))}-${pool.toString(
    'hex',
    r + 4,
    r + 10,
  )}`;
  return fresh<T>(text);
}

function hex(value: number): string {
  return HEX[value & 0xff] ?? '';
}

/** Names a UUID after what it will identify. Guarantee: it has just been made and names nothing else. */
function fresh<T extends string>(uuid: string): T {
  return uuid as T;
}
