import { randomUUID } from 'node:crypto';
import http from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import type { FaultPoint } from '#lib/adapters/fault/point.ts';
import { Unavailable } from '#lib/domain/errors.ts';
import { cases } from '#tests/support/dose.ts';
import { aPhone } from '#tests/support/scene.ts';
import { post } from './mounts.ts';
import { body, replayed, useRepeating } from './repeating.ts';

const at = useRepeating();
afterEach(() => {
  globalThis.jawortFault = undefined;
});

describe('repetitions and faults', () => {
  test('eight at once: one event a key, equal bodies', async () => {
    const count = cases({ short: 6, long: 500 });
    const size = await at.logSize();
    const phones = Array.from({ length: 6 }, aPhone);
    for (let i = 0; i < count; i += 1) {
      const key = randomUUID();
      const given = body(phones[i % phones.length] ?? '');
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, n) => at.invite(key, given, n % 2 === 0 ? at.lane : at.next)),
      );
      expect(new Set(answers.map((a) => `${String(a.status)} ${a.text}`)).size).toBe(1);
      expect(answers.filter((a) => !replayed(a)).length).toBe(1);
    }
    expect(await at.logSize()).toBe(size + count);
  });

  test('connections cut at any moment, then tried again: one event a key, whoever heard the answer', async () => {
    const count = cases({ short: 12, long: 500 });
    const phones = Array.from({ length: 6 }, aPhone);
    const size = await at.logSize();
    let cut = 0;
    for (let i = 0; i < count; i += 1) {
      const key = randomUUID();
      const given = body(phones[i % phones.length] ?? '');
      const cuts = await Promise.all([0, 3, 9].map((ms) => cutAfter(ms + (i % 5), key, given)));
      cut += cuts.filter((wasCut) => wasCut).length;
      const heard = await Promise.all([at.invite(key, given), at.invite(key, given, at.next)]);
      expect(new Set(heard.map((a) => `${String(a.status)} ${a.text}`)).size).toBe(1);
      expect(heard[0]?.status).toBe(201);
    }
    expect(await at.logSize()).toBe(size + count);
    expect(cut).toBeGreaterThan(0);
  });

  test('committed, but the caller never heard of it: the retry gets the answer', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    const size = await at.logSize();
    globalThis.jawortFault = async (point) => {
      if (point === 'after-commit-before-reply') throw new Error('the process stumbles');
    };
    expect((await at.invite(key, body(phone))).status).toBe(503);
    globalThis.jawortFault = undefined;
    expect(await at.logSize()).toBe(size + 1);
    const retry = await at.invite(key, body(phone));
    expect([retry.status, replayed(retry)]).toEqual([201, true]);
    expect(await at.logSize()).toBe(size + 1);
  });

  const failures: [string, FaultPoint, Error][] = [
    ['at the commit', 'before-commit', new Error('the process stumbles')],
    ['in the middle of the act', 'before-leaf', new Error('the process stumbles')],
    ['in a way we have a word for', 'before-leaf', new Unavailable('not_now')],
    ['at the last job', 'before-job', new Error('the process stumbles')],
  ];
  test.for(failures)('what we failed to do (%s) is not kept: the retry does it', async ([, where, cause]) => {
    const [key, phone] = [randomUUID(), aPhone()];
    globalThis.jawortFault = async (point) => {
      if (point === where) throw cause;
    };
    const size = await at.logSize();
    expect((await at.invite(key, body(phone))).status).toBe(503);
    globalThis.jawortFault = undefined;
    expect(await at.logSize()).toBe(size);
    const retry = await at.invite(key, body(phone));
    expect([retry.status, replayed(retry)]).toEqual([201, false]);
    expect(await at.logSize()).toBe(size + 1);
  });

  test('a database that refuses the last row keeps nothing of it', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    await at.sql`create function pg_temp_refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`;
    await at.sql`create trigger refuse before insert on idempotency execute function pg_temp_refuse()`;
    const size = await at.logSize();
    expect((await at.invite(key, body(phone))).status).toBe(503);
    await at.sql`drop trigger refuse on idempotency`;
    expect(await at.logSize()).toBe(size);
    expect(replayed(await at.invite(key, body(phone)))).toBe(false);
  });

  test('while the first is under way a repetition waits for a second, then is told so', async () => {
    const [key, phone] = [randomUUID(), aPhone()];
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let entered = (): void => undefined;
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    globalThis.jawortFault = async (point) => {
      if (point !== 'before-leaf') return;
      entered();
      await held;
    };
    const first = at.invite(key, body(phone));
    await inside;
    const startedAt = performance.now();
    const second = await at.invite(key, body(phone));
    expect(second).toMatchObject({ status: 409, json: { code: 'idempotency_key_in_use', allowed: false } });
    expect(performance.now() - startedAt).toBeGreaterThan(900);
    release();
    expect((await first).status).toBe(201);
    expect(replayed(await at.invite(key, body(phone)))).toBe(true);
  });
});

/** Sends the same request and hangs up after so many milliseconds; true if no answer had come by then. */
function cutAfter(ms: number, key: string, given: unknown): Promise<boolean> {
  const {
    method,
    path,
    headers,
    body: text,
  } = post('/api/v1/invitations', at.firm.liveKey, given, {
    'idempotency-key': key,
  });
  return new Promise((resolve) => {
    const options = { port: at.lane.port, host: '127.0.0.1', agent: false, method, path, headers };
    const request = http.request(options, (response) => {
      response.resume().on('end', () => resolve(false));
    });
    request.on('error', () => resolve(true));
    request.end(text);
    setTimeout(() => request.destroy(), ms);
  });
}
