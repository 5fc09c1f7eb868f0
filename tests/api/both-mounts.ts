import { afterAll, beforeAll, expect } from 'vitest';
import { contractFaults } from './contract.ts';
import { laneMount, nextMount, type Answer, type Mount, type Sent } from './mounts.ts';

/**
 * One suite for both mounts: what is asked is asked on each, held to the document, and the two answers to each other,
 * byte for byte but for what is new each time. `ask` returns the fast lane's.
 */
export function useBothMounts(): { ask: (sent: Sent) => Promise<Answer>; port: () => number } {
  const mounts: Mount[] = [];
  let port = 0;
  beforeAll(async () => {
    const lane = await laneMount();
    port = lane.port;
    mounts.push(lane, nextMount());
  });
  afterAll(async () => {
    for (const mount of mounts) await mount.close();
  });
  return {
    port: () => port,
    ask: async (sent) => {
      const answers = await Promise.all(mounts.map((mount) => mount.send(sent)));
      for (const [i, answer] of answers.entries())
        expect(contractFaults(sent, answer), mounts[i]?.name).toEqual([]);
      const [lane, next] = answers;
      if (!lane || !next) throw new Error('a mount did not answer');
      expect(comparable(next)).toEqual(comparable(lane));
      return lane;
    },
  };
}

/** Without what every answer has of its own: its time, its ids, how far the log had come, the limit, the connection's. */
export function comparable({ status, headers, text }: Answer): {
  status: number;
  headers: object;
  text: string;
} {
  const own = ['date', 'connection', 'keep-alive', 'x-request-id', 'ratelimit', 'transfer-encoding'];
  const names = Object.keys(headers)
    .filter((name) => !own.includes(name))
    .toSorted((a, b) => (a < b ? -1 : 1));
  const fields = /"(request_id|decision_id|checked_at|as_of|expires_at|wait_until|id|url)":"[^"]*"/gu;
  return {
    status,
    headers: Object.fromEntries(names.map((name) => [name, headers[name]])),
    text: text.replace(fields, '"$1":"*"'),
  };
}
