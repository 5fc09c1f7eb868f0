import postgres from 'postgres';
import { afterAll, beforeAll, expect } from 'vitest';
import { useDatabase } from '#tests/support/database.ts';
import { aFirm, type Firm } from '#tests/support/scene.ts';
import { contractFaults } from './contract.ts';
import { laneMount, nextMount, post, type Answer, type Mount } from './mounts.ts';

export const body = (phone: string, more: object = {}) => ({
  contact: { phone },
  page: 'auftrag',
  delivered_by: 'whatsapp',
  ...more,
});

export const replayed = (answer: Answer): boolean => answer.headers['idempotency-replayed'] === 'true';

export interface Repeating {
  readonly sql: postgres.Sql;
  readonly firm: Firm;
  readonly lane: Mount & { readonly port: number };
  readonly next: Mount;
  /** An invitation under this key; held to the document. */
  invite: (key: string, given: unknown, on?: Mount, apiKey?: string) => Promise<Answer>;
  /** How many entries the firm's log has. */
  logSize: () => Promise<number>;
}

/** A firm, both mounts each by itself, and a look past every fence. To be read inside tests only. */
export function useRepeating(): Repeating {
  const database = useDatabase();
  const made: Pick<Repeating, 'sql' | 'firm' | 'lane'>[] = [];
  const next = nextMount();
  const there = () => {
    const [only] = made;
    if (!only) throw new Error('read before the tests began');
    return only;
  };
  beforeAll(async () => {
    const sql = postgres(database.superUrl, { max: 2, onnotice: () => undefined });
    made.push({ sql, firm: await aFirm(), lane: await laneMount() });
  });
  afterAll(async () => {
    await there().lane.close();
    await there().sql.end();
  });
  return {
    get sql() {
      return there().sql;
    },
    get firm() {
      return there().firm;
    },
    get lane() {
      return there().lane;
    },
    next,
    invite: async (key, given, on = there().lane, apiKey = there().firm.liveKey) => {
      const sent = post('/api/v1/invitations', apiKey, given, { 'idempotency-key': key });
      const answer = await on.send(sent);
      expect(contractFaults(sent, answer)).toEqual([]);
      return answer;
    },
    logSize: async () => {
      const [row] = await there().sql<
        { size: string }[]
      >`select size from log_head where business_id = ${there().firm.businessId}`;
      return Number(row?.size);
    },
  };
}
